import { email } from '@latchkey/sessions/email';
import { newPassword } from '@latchkey/sessions/password';
import { z } from 'zod';
import { mailLink } from './mail-link.ts';
import { open, router } from './procedure.ts';
import { refuse } from './refusal.ts';
import { restRoute } from './rest/route.ts';

const said = z.object({ msg: z.string() });

const requestRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/recovery',
  summary: 'Ask for a mail that recovers an account',
  description:
    'Sends a mail with a link that sets a new password, if the address has an account. The answer is the same for every address.',
  status: 200,
  body: said,
  refusals: ['rate_limited'],
  present: () => ({ msg: 'If this address has an account, a mail with a link is on its way to it' }),
});

const passwordRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/recovery/password',
  summary: 'Set a new password through a recovery link',
  description:
    'Sets a new password, given the secret from the link of a recovery mail, and ends every session of the account. The secret works once.',
  status: 200,
  body: said,
  refusals: ['account_link_unusable', 'rate_limited'],
  present: () => ({ msg: 'Successfully set a new password' }),
});

/** Somebody who forgot their password. The caller needs no session, and gets none: the account's owner signs in afterwards. */
export const recoveryRouter = router({
  /** Has a recovery mail sent, if there is such an account. The answer is the same where there is none. */
  request: open
    .meta({ rest: requestRoute })
    .input(z.object({ email }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const requested = await ctx.services.recovery.request(input.email, ctx.client());
      if (!requested.ok) throw refuse(requested);
    }),

  /** Answers whose account a link is for. A mutation, so that the link never stands in a URL. It changes nothing. */
  readByLink: open
    .input(z.object({ link: mailLink }))
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const read = await ctx.services.recovery.read(input.link, ctx.client());
      if (!read.ok) throw refuse(read);
      return read.value;
    }),

  /** Sets a new password through the link of a mail, once. */
  setPassword: open
    .meta({ rest: passwordRoute })
    .input(z.object({ link: mailLink, newPassword }))
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const set = await ctx.services.recovery.setPassword(input.link, input.newPassword, ctx.client());
      if (!set.ok) throw refuse(set);
      return set.value;
    }),
});
