import { email } from '@latchkey/sessions/accounts/email';
import { newPassword } from '@latchkey/sessions/passwords/password';
import { z } from 'zod';
import { mailLink } from './verification-router.ts';
import { openWithPassword, router } from '../procedure.ts';
import { unwrap } from '../api-error.ts';
import { restRoute } from '../rest/route.ts';

const messageBody = z.object({ msg: z.string() });

const requestRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/recovery',
  summary: 'Ask for a mail that recovers an account',
  description:
    'Sends a mail with a link that sets a new password, if the address has an account. The answer is the same for every address.',
  status: 200,
  body: messageBody,
  errors: ['sign_in_elsewhere', 'rate_limited'],
  present: () => ({ msg: 'If this address has an account, a mail with a link is on its way to it' }),
});

const passwordRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/recovery/password',
  summary: 'Set a new password through a recovery link',
  description:
    'Sets a new password, given the secret from the link of a recovery mail, and ends every session of the account. The secret works once.',
  status: 200,
  body: messageBody,
  errors: ['account_link_unusable', 'sign_in_elsewhere', 'rate_limited'],
  present: () => ({ msg: 'Successfully set a new password' }),
});

/** A new password for a user who forgot theirs. The caller needs no session and gets none: the user signs in afterwards. */
export const recoveryRouter = router({
  /** Sends a recovery mail if the address has an account. The answer is the same where it has none. */
  request: openWithPassword
    .meta({ rest: requestRoute })
    .input(z.object({ email }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.recovery.request(input.email, ctx.client()));
    }),

  /** Gives the e-mail address of a link's account. Changes nothing; a mutation, so that the link is in no URL. */
  readByLink: openWithPassword
    .input(z.object({ link: mailLink }))
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx, input }) => {
      return unwrap(await ctx.services.recovery.read(input.link, ctx.client()));
    }),

  /** Sets a new password through the link of a mail, once, and ends every session of the account. */
  setPassword: openWithPassword
    .meta({ rest: passwordRoute })
    .input(z.object({ link: mailLink, newPassword }))
    .output(z.object({ email: z.string() }))
    .mutation(async ({ ctx, input }) => {
      return unwrap(await ctx.services.recovery.setPassword(input.link, input.newPassword, ctx.client()));
    }),
});
