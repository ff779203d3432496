import { z } from 'zod';
import { open, router, signedIn } from '../procedure.ts';
import { unwrap } from '../api-error.ts';
import { restRoute } from '../rest/route.ts';
import { textError } from '@latchkey/sessions/text-error';

/** The secret of a mail's link. Accepts any text, so that text that is not a link gets the answer of a used link. */
export const mailLink = z.string({ error: textError }).max(200, 'At most 200 characters');

const messageBody = z.object({ msg: z.string() });

const statusRoute = restRoute({
  method: 'GET',
  path: '/api/v1/auth/verification',
  summary: 'Get whether the e-mail address is verified',
  description: 'Answers whether the owner of the account has followed a link in a mail to its e-mail address.',
  status: 200,
  body: z.object({ msg: z.string(), is_verified: z.boolean() }),
  errors: [],
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
  body: messageBody,
  errors: ['sign_in_elsewhere', 'rate_limited'],
  present: () => ({ msg: 'Unless your address is verified already, a mail with a link is on its way' }),
});

const confirmRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/verification/confirm',
  summary: 'Verify an e-mail address',
  description:
    'Marks the e-mail address of an account as verified, given the secret from the link of a verification mail.',
  status: 200,
  body: messageBody,
  errors: ['account_link_unusable', 'rate_limited'],
  present: () => ({ msg: 'Successfully verified e-mail address' }),
});

const disownRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/verification/disown',
  summary: 'Disown an account',
  description:
    'Removes an account whose e-mail address is not verified, given the secret from the link of a mail to that address, so that the address is free again.',
  status: 200,
  body: messageBody,
  errors: ['account_link_unusable', 'rate_limited'],
  present: () => ({ msg: 'Successfully removed account from e-mail address' }),
});

const linkedAccount = z.object({ email: z.string(), isVerified: z.boolean() });

/** Verification of the e-mail address of an account. */
export const verificationRouter = router({
  /** Whether the caller's address is verified. */
  status: signedIn
    .meta({ rest: statusRoute })
    .output(z.object({ isVerified: z.boolean() }))
    .query(async ({ ctx }) => ({ isVerified: await ctx.services.verification.isVerified(ctx.principal) })),

  /** Sends the verification mail again. Rate-limited. */
  request: signedIn
    .meta({ rest: requestRoute })
    .output(z.void())
    .mutation(async ({ ctx }) => {
      unwrap(await ctx.services.verification.request(ctx.principal, ctx.client()));
    }),

  /** Gives the account of a link, and whether its address is verified. Changes nothing. */
  readByLink: open
    .input(z.object({ link: mailLink, purpose: z.enum(['verification', 'disown']) }))
    .output(linkedAccount)
    .mutation(async ({ ctx, input }) => {
      return unwrap(await ctx.services.verification.read(input.link, input.purpose, ctx.client()));
    }),

  /** Verifies the address that the mail of a link was sent to. */
  confirm: open
    .meta({ rest: confirmRoute })
    .input(z.object({ link: mailLink }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.verification.confirm(input.link, ctx.client()));
    }),

  /** Deletes an account that was created with the address of another person. Fails where the address is verified. */
  disown: open
    .meta({ rest: disownRoute })
    .input(z.object({ link: mailLink }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.verification.disown(input.link, ctx.client()));
    }),
});
