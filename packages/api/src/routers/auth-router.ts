import type { SessionChoices } from '@latchkey/sessions/devices/client';
import { accountsRules } from '@latchkey/sessions/applications/host-application';
import { returnPath, stepUpPurposes } from '@latchkey/sessions/applications/step-up-request';
import { email } from '@latchkey/sessions/accounts/email';
import { newPassword, offeredPassword } from '@latchkey/sessions/passwords/password';
import { clientLabel } from '@latchkey/sessions/devices/label';
import { z } from 'zod';
import { changing, changingPassword, open, openWithPassword, router, signedInWithPassword } from '../procedure.ts';
import { unwrap } from '../api-error.ts';
import type { AnswerContext } from '../request-context.ts';
import { restRoute } from '../rest/route.ts';

/** What a client may choose for the session that it begins. */
const choices = {
  rememberMe: z.boolean('Must be true or false').default(false),
  clientLabel: clientLabel.optional().transform((label) => label ?? null),
};

/** The choices alone: a store writes all fields of them. */
const choicesOf = ({ rememberMe, clientLabel: label }: SessionChoices): SessionChoices => ({
  rememberMe,
  clientLabel: label,
});

const inputNames: Readonly<Record<keyof typeof choices, string>> = {
  rememberMe: 'stay_logged_in',
  clientLabel: 'session_information',
};

const tokenBody = z
  .object({ msg: z.string(), session_token: z.string(), session_id: z.int().min(1) })
  .meta({ id: 'IssuedToken' });

/** The new token that a procedure has left in its context, and the id of its session. */
const presentIssued =
  (msg: string) =>
  (_output: unknown, { tokenChange }: AnswerContext): z.infer<typeof tokenBody> => {
    if (tokenChange === null || tokenChange.kind === 'ended') throw new Error('The procedure issued no token');
    const { token, session } = tokenChange.issued;
    return { msg, session_token: token, session_id: session.id };
  };

const signUpRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/signup',
  summary: 'Create an account and sign in',
  description:
    'Creates an account without verifying its e-mail address, begins its first session and answers the token and the id of that session. A mail with a link that verifies the address follows.',
  status: 201,
  inputNames,
  body: tokenBody,
  errors: ['email_taken', 'sign_up_closed', 'sign_in_elsewhere', 'rate_limited'],
  present: presentIssued('Successfully created account'),
});

const signInRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/signin',
  summary: 'Sign in',
  description:
    'Begins a session and answers its token and its id, by which the list of sessions knows it. `session_information` names the session in the list that its owner sees. Without `stay_logged_in` the session ends sooner.',
  status: 200,
  inputNames,
  body: tokenBody,
  errors: ['credentials_incorrect', 'account_disabled', 'session_limit_reached', 'sign_in_elsewhere', 'rate_limited'],
  present: presentIssued('Successfully signed in'),
});

const stepUpRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/stepup',
  summary: 'Prove again who you are',
  description:
    'Checks the password, and answers a new token for the same session. The former token opens nothing from then on. Routes that answer `step_up_required` accept the new token for some minutes.',
  status: 200,
  body: tokenBody,
  errors: ['password_incorrect', 'sign_in_elsewhere', 'rate_limited'],
  present: presentIssued('Successfully proved who you are'),
});

const passwordRoute = restRoute({
  method: 'POST',
  path: '/api/v1/auth/password',
  summary: 'Change the password',
  description:
    'Sets a new password, ends every other session of the account, and answers a new token for this one. The former token opens nothing from then on. It needs the current password, or a session that has stepped up in the last minutes (`step_up_required`).',
  status: 200,
  body: tokenBody,
  errors: ['step_up_required', 'password_incorrect', 'sign_in_elsewhere', 'rate_limited'],
  present: presentIssued('Successfully changed password'),
});

const options = z.object({
  isSignUpOpen: z.boolean(),
  accounts: z.enum(accountsRules),
  /** The application that signs users in: its name, and the address of its sign-in. */
  application: z.object({ name: z.string().nullable(), signInUrl: z.string().nullable() }),
});

export const authRouter = router({
  /** The options of the sign-in page: who signs users in and where, and whether users may create accounts themselves. */
  options: open.output(options).query(({ ctx }) => {
    const { accounts, users, application } = ctx.services;
    const { name, signInUrl } = application;
    return {
      isSignUpOpen: users.signUpRule === 'open' && accounts !== 'host',
      accounts,
      application: { name, signInUrl },
    };
  }),

  /** Creates an account and begins its first session. */
  signUp: openWithPassword
    .meta({ rest: signUpRoute })
    .input(z.object({ email, password: newPassword, ...choices }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const issued = unwrap(await ctx.services.users.signUp(input, ctx.client(), choicesOf(input)));
      ctx.answer.tokenChange = { kind: 'begun', issued };
    }),

  /** Checks the password of an account and begins a session. */
  signIn: openWithPassword
    .meta({ rest: signInRoute })
    .input(z.object({ email, password: offeredPassword, ...choices }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const issued = unwrap(await ctx.services.users.signIn(input, ctx.client(), choicesOf(input)));
      ctx.answer.tokenChange = { kind: 'begun', issued };
    }),

  /** Checks the password again, for procedures that need a recent proof of it. The session gets a new token. */
  stepUp: signedInWithPassword
    .meta({ rest: stepUpRoute })
    .input(z.object({ password: offeredPassword }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const issued = unwrap(await ctx.services.users.stepUp(ctx.principal, input.password, ctx.client()));
      ctx.answer.tokenChange = { kind: 'rotated', issued };
    }),

  /**
   * Where a user without a password proves again who they are: the application's address with a signed request, which works
   * once, for ten minutes, in this session. Requests are not stored, and limited like changes of the account.
   */
  requestStepUp: changing
    .input(z.object({ purpose: z.enum(stepUpPurposes), returnTo: returnPath.nullable().default(null) }))
    .output(z.object({ url: z.string() }))
    .mutation(({ ctx, input: { purpose, returnTo } }) => ({
      url: unwrap(ctx.services.stepUpRequests.create(ctx.principal, purpose, returnTo)),
    })),

  /** Changes the password, ends every other session of the account, and gives this one a new token. */
  changePassword: changingPassword
    .meta({ rest: passwordRoute })
    .input(z.object({ currentPassword: offeredPassword.nullable().default(null), newPassword }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const change = { current: input.currentPassword, next: input.newPassword };
      const issued = unwrap(await ctx.services.users.changePassword(ctx.principal, change, ctx.client()));
      ctx.answer.tokenChange = { kind: 'rotated', issued };
    }),
});
