import { z } from 'zod';
import { mailLink } from './mail-link.ts';
import { open, router, signedIn } from './procedure.ts';
import { refuse } from './refusal.ts';
import { restRoute } from './rest/route.ts';

const said = z.object({ msg: z.string() });

const statusRoute = restRoute({
  method: 'GET',
  path: '/api/v1/auth/verification',
  summary: 'Get whether the e-mail address is verified',
  description: 'Answers whether the owner of the account has followed a link in a mail to its e-mail address.',
  status: 200,
  body: z.object({ msg: z.string(), is_verified: z.boolean() }),
  refusals: [],
  present: ({ isVerified }: { readonly isVerified: boolean }) => ({
    msg: isVerified ? 'Your e-mail address is verified' : 'Your e-mail address is not verified',
    is_verified: isVerified,
  }),
});

const requestRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/verification',
  summary: 'Ask for the verification mail again',
  description:
    'Sends a new mail with a link that verifies the e-mail address of the account, unless it is verified already. The answer is the same in both cases.',
  status: 200,
  body: said,
  refusals: ['rate_limited'],
  present: () => ({ msg: 'Unless your address is verified already, a mail with a link is on its way' }),
});

const confirmRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/verification/confirm',
  summary: 'Verify an e-mail address',
  description:
    'Marks the e-mail address of an account as verified, given the secret from the link of a verification mail.',
  status: 200,
  body: said,
  refusals: ['account_link_unusable', 'rate_limited'],
  present: () => ({ msg: 'Successfully verified e-mail address' }),
});

const disownRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/verification/disown',
  summary: 'Disown an account',
  description:
    'Removes an account whose e-mail address is not verified, given the secret from the link of a mail to that address, so that the address is free again.',
  status: 200,
  body: said,
  refusals: ['account_link_unusable', 'rate_limited'],
  present: () => ({ msg: 'Successfully removed account from e-mail address' }),
});

const linkedAccount = z.object({ email: z.string(), isVerified: z.boolean() });

/** Whether an account's e-mail address is its owner's. */
export const verificationRouter = router({
  /** Whether the caller's address is verified. */
  status: signedIn
    .meta({ rest: statusRoute })
    .output(z.object({ isVerified: z.boolean() }))
    .query(async ({ ctx }) => ({ isVerified: await ctx.services.verification.isVerified(ctx.principal) })),

  /** Has the verification mail sent again. */
  request: signedIn
    .meta({ rest: requestRoute })
    .output(z.void())
    .mutation(async ({ ctx }) => {
      const requested = await ctx.services.verification.request(ctx.principal, ctx.client());
      if (!requested.ok) throw refuse(requested);
    }),

  /** Answers which account a link is about: to verify its address, or to disown it. It changes nothing. */
  readByLink: open
    .input(z.object({ link: mailLink, purpose: z.enum(['verification', 'disown']) }))
    .output(linkedAccount)
    .mutation(async ({ ctx, input }) => {
      const read = await ctx.services.verification.read(input.link, input.purpose, ctx.client());
      if (!read.ok) throw refuse(read);
      return read.value;
    }),

  /** Verifies the address that a mail was sent to, once. */
  confirm: open
    .meta({ rest: confirmRoute })
    .input(z.object({ link: mailLink }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const confirmed = await ctx.services.verification.confirm(input.link, ctx.client());
      if (!confirmed.ok) throw refuse(confirmed);
    }),

  /** Removes an account that is not the reader's from their address. Refused where the address is verified. */
  disown: open
    .meta({ rest: disownRoute })
    .input(z.object({ link: mailLink }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const disowned = await ctx.services.verification.disown(input.link, ctx.client());
      if (!disowned.ok) throw refuse(disowned);
    }),
});
