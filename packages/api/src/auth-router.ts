import { email } from '@latchkey/sessions/email';
import { newPassword, offeredPassword } from '@latchkey/sessions/password';
import { sessionInformation } from '@latchkey/sessions/session-information';
import type { Client } from '@latchkey/sessions/session-service';
import { z } from 'zod';
import { open, router } from './procedure.ts';
import { Refusal } from './refusal.ts';
import type { RequestContext } from './request-context.ts';
import { restRoute } from './rest/route.ts';

const sessionChoices = {
  stayLoggedIn: z.boolean('Must be true or false').default(false),
  sessionInformation: sessionInformation.optional(),
};

const issued = z.object({ msg: z.string(), session_token: z.string() });

const signUpRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/signup',
  summary: 'Create an account and sign in',
  status: 201,
  body: issued,
  refusals: ['email_taken'],
  present: (_output, issuedToken) => ({ msg: 'Successfully created account', session_token: issuedToken() }),
});

const signInRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/signin',
  summary: 'Sign in',
  status: 200,
  body: issued,
  refusals: ['credentials_incorrect'],
  present: (_output, issuedToken) => ({ msg: 'Successfully signed in', session_token: issuedToken() }),
});

interface SessionChoices {
  readonly stayLoggedIn: boolean;
  readonly sessionInformation?: string | undefined;
}

const clientOf = ({ userAgent }: RequestContext, choices: SessionChoices): Client => ({
  userAgent,
  information: choices.sessionInformation ?? null,
  staysSignedIn: choices.stayLoggedIn,
});

export const authRouter = router({
  /** Opens an account and begins its first session. The token reaches the client in its transport's own way. */
  signUp: open
    .meta({ rest: signUpRoute })
    .input(z.object({ email, password: newPassword, ...sessionChoices }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const started = await ctx.services.users.signUp(input, clientOf(ctx, input));
      if (!started.ok) throw new Refusal(started.code);
      ctx.delivery.give(started.value);
    }),

  /** Begins a session for whoever knows the password. */
  signIn: open
    .meta({ rest: signInRoute })
    .input(z.object({ email, password: offeredPassword, ...sessionChoices }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const started = await ctx.services.users.signIn(input, clientOf(ctx, input));
      if (!started.ok) throw new Refusal(started.code);
      ctx.delivery.give(started.value);
    }),
});
