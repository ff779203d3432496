import type { SessionChoices } from '@latchkey/sessions/client';
import { email } from '@latchkey/sessions/email';
import { newPassword, offeredPassword } from '@latchkey/sessions/password';
import { sessionInformation } from '@latchkey/sessions/session-information';
import { z } from 'zod';
import { changing, open, router, signedIn } from './procedure.ts';
import { refuse } from './refusal.ts';
import { restRoute } from './rest/route.ts';

const choices = {
  stayLoggedIn: z.boolean('Must be true or false').default(false),
  sessionInformation: sessionInformation.optional(),
};

const issued = z.object({ msg: z.string(), session_token: z.string() }).meta({ id: 'IssuedToken' });

const signUpRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/signup',
  summary: 'Create an account and sign in',
  description:
    'Creates an account without verifying its e-mail address, begins its first session and answers the token of that session. A mail with a link that verifies the address follows.',
  status: 201,
  body: issued,
  refusals: ['email_taken', 'sign_up_closed', 'rate_limited'],
  present: (_output, issuedToken) => ({ msg: 'Successfully created account', session_token: issuedToken() }),
});

const signInRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/signin',
  summary: 'Sign in',
  description:
    'Begins a session and answers its token. `session_information` names the session in the list that its owner sees. Without `stay_logged_in` the session ends sooner.',
  status: 200,
  body: issued,
  refusals: ['credentials_incorrect', 'account_disabled', 'rate_limited'],
  present: (_output, issuedToken) => ({ msg: 'Successfully signed in', session_token: issuedToken() }),
});

const stepUpRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/stepup',
  summary: 'Prove again who you are',
  description:
    'Checks the password, and answers a new token for the same session. The former token opens nothing from then on. Routes that answer `step_up_required` accept the new token for some minutes.',
  status: 200,
  body: issued,
  refusals: ['password_incorrect', 'rate_limited'],
  present: (_output, issuedToken) => ({ msg: 'Successfully proved who you are', session_token: issuedToken() }),
});

const passwordRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/password',
  summary: 'Change the password',
  description:
    'Sets a new password, ends every other session of the account, and answers a new token for this one. The former token opens nothing from then on. It needs a recent proof of the present password (`step_up_required`).',
  status: 200,
  body: issued,
  refusals: ['step_up_required', 'rate_limited'],
  present: (_output, issuedToken) => ({ msg: 'Successfully changed password', session_token: issuedToken() }),
});

const choicesOf = (input: { stayLoggedIn: boolean; sessionInformation?: string | undefined }): SessionChoices => ({
  information: input.sessionInformation ?? null,
  staysSignedIn: input.stayLoggedIn,
});

export const authRouter = router({
  /** What the page has to know before anybody signs in: whether anybody may open an account. */
  options: open
    .output(z.object({ isSignUpOpen: z.boolean() }))
    .query(({ ctx }) => ({ isSignUpOpen: ctx.services.users.signUpRule === 'open' })),

  /** Opens an account and begins its first session. The token reaches the client in its transport's own way. */
  signUp: open
    .meta({ rest: signUpRoute })
    .input(z.object({ email, password: newPassword, ...choices }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const started = await ctx.services.users.signUp(input, ctx.client(), choicesOf(input));
      if (!started.ok) throw refuse(started);
      ctx.delivery.give(started.value);
      ctx.delivery.rememberDevice();
    }),

  /** Begins a session for whoever knows the password. */
  signIn: open
    .meta({ rest: signInRoute })
    .input(z.object({ email, password: offeredPassword, ...choices }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const started = await ctx.services.users.signIn(input, ctx.client(), choicesOf(input));
      if (!started.ok) throw refuse(started);
      ctx.delivery.give(started.value);
      ctx.delivery.rememberDevice();
    }),

  /** Proves again who is asking, for what needs a fresh proof. The session's token changes. */
  stepUp: signedIn
    .meta({ rest: stepUpRoute })
    .input(z.object({ password: offeredPassword }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const proved = await ctx.services.users.stepUp(ctx.principal, input.password, ctx.client());
      if (!proved.ok) throw refuse(proved);
      ctx.delivery.give(proved.value);
    }),

  /** Changes the password. Every other session ends, and this one gets a new token. */
  changePassword: changing
    .meta({ rest: passwordRoute })
    .input(z.object({ newPassword }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const changed = await ctx.services.users.changePassword(ctx.principal, input.newPassword, ctx.client());
      if (!changed.ok) throw refuse(changed);
      ctx.delivery.give(changed.value);
    }),
});
