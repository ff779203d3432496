import { clientLabel } from '@latchkey/sessions/devices/label';
import { derivedBytes } from '@latchkey/sessions/applications/service-key';
import { authTime, idempotencyKey, methods } from '@latchkey/sessions/applications/sign-in-proof';
import { stepUpPurposes } from '@latchkey/sessions/applications/step-up-request';
import { anySubject, displayName, sessionLimits, subject } from '@latchkey/sessions/applications/subject';
import { email } from '@latchkey/sessions/accounts/email';
import { z } from 'zod';
import { ApiError, unwrap } from '../api-error.ts';
import { restRoute } from '../rest/route.ts';
import { introspection, introspectionOf } from './introspection.ts';
import { browserOf, clientInput, programOf } from './service-client.ts';
import { authenticate, credentials, headersOf, principalOf } from './service-credentials.ts';
import { issuedBody, issuedSession, issuedTo, presentIssued } from './service-issued.ts';
import { serviceRouterOf, withScope } from './service-procedure.ts';

const beginRoute = restRoute({
  method: 'POST',
  path: '/api/v1/service/sessions',
  summary: 'Begin a session',
  description:
    'Begins a session for a user whom the application has just signed in, and creates the user at the first time. `client` is the browser as the application received it: its address and headers. Pass every line of `set_cookie` on to the browser. With `kind` `program` there is no cookie, and the program sends the token. `max_browsers`, `max_programs` and `at_limit` set how many sessions the user may have, and whether one more ends another one (`end_another`) or is refused (`refuse`). A request that is repeated with the same `idempotency_key` answers the same session.',
  status: 201,
  body: issuedBody,
  errors: ['account_disabled', 'session_limit_reached', 'accounts_own', 'idempotency_key_used'],
  present: presentIssued('Successfully began session'),
});

/** A session with a new token, and where the page wants its user back. */
const confirmedSession = issuedSession.extend({ returnTo: z.string().nullable() });

const confirmRoute = restRoute({
  method: 'POST',
  path: '/api/v1/service/sessions/confirm',
  summary: 'Confirm who uses a session',
  description:
    'Says that the user of a session has proved again who they are, and gives the session a new token. The former token opens nothing from then on, so pass `set_cookie` on to the browser. `subject` has to be the user of the session. For some minutes the session may then end others. `request` is the step-up request with which the page sent the user: it works once, and `return_to` is the path to send the user back to.',
  status: 200,
  body: issuedBody.extend({ return_to: z.string().nullable() }).meta({ id: 'ConfirmedSession' }),
  errors: ['subject_differs', 'session_token_incorrect', 'session_not_proved', 'step_up_request_unusable'],
  present: ({ returnTo, ...issued }: z.infer<typeof confirmedSession>) => ({
    ...presentIssued('Successfully confirmed user')(issued),
    return_to: returnTo,
  }),
});

/**
 * The JSON Web Token in the query of the application's step-up address. A browser chooses its length, so one that is too long is
 * `step_up_request_unusable` like any other text, and no fault of the application.
 */
const stepUpRequest = z.string();

const readStepUp = z.object({
  subject: z.string(),
  sessionId: z.int().min(1),
  purpose: z.enum(stepUpPurposes),
  returnTo: z.string(),
  expiresAt: z.int(),
});

const readStepUpRoute = restRoute({
  method: 'POST',
  path: '/api/v1/service/step-ups',
  summary: 'Read a step-up request',
  description:
    'Checks the request with which the page sent a user to the application, before the application asks for a proof: it was made in the session of the cookie, has not expired and was not used. Answers the user, what they want to do (`purpose`), the path to send them back to, and the end of the request in seconds since 1970. Changes nothing.',
  status: 200,
  body: z
    .object({
      msg: z.literal('Step-up request'),
      subject: z.string(),
      session_id: z.int().min(1),
      purpose: z.enum(stepUpPurposes),
      return_to: z.string(),
      expires_at: z.int(),
    })
    .meta({ id: 'StepUpRequest' }),
  errors: ['session_token_incorrect', 'session_not_proved', 'step_up_request_unusable'],
  present: ({ subject: of, sessionId, purpose, returnTo, expiresAt }: z.infer<typeof readStepUp>) => ({
    msg: 'Step-up request' as const,
    subject: of,
    session_id: sessionId,
    purpose,
    return_to: returnTo,
    expires_at: expiresAt,
  }),
});

const introspectRoute = restRoute({
  method: 'POST',
  path: '/api/v1/service/introspect',
  summary: 'Get whose token or cookie it is',
  description:
    'Answers whose session a token or a Cookie header opens (RFC 7662), and counts as a use of the session. A token that opens nothing is answered with `{"active":false}`. Accepts a form with `token` too, as libraries for RFC 7662 send it.',
  status: 200,
  acceptsForm: true,
  body: introspection,
  errors: [],
  present: (output: z.infer<typeof introspection>) => output,
});

const logoutRoute = restRoute({
  method: 'POST',
  path: '/api/v1/service/sessions/logout',
  summary: 'Log out',
  description:
    'Ends the session of a token or a Cookie header, as its user asked. Pass `set_cookie` on to the browser. The answer is the same where the session has ended already.',
  status: 200,
  body: z.object({ msg: z.string(), set_cookie: z.array(z.string()) }),
  errors: ['session_not_proved'],
  present: ({ setCookie }: { readonly setCookie: string[] }) => ({ msg: 'Logged out', set_cookie: setCookie }),
});

export const serviceSessionRouter = serviceRouterOf({
  /** Begins a session for a user whom the application has just signed in. */
  begin: withScope('sessions:begin')
    .meta({ rest: beginRoute })
    .input(
      z.object({
        subject,
        email: email.nullable().optional(),
        displayName: displayName.nullable().optional(),
        ...sessionLimits,
        methods,
        authTime: authTime.nullable().default(null),
        rememberMe: z.boolean('Must be true or false').default(false),
        kind: z.enum(['browser', 'program']).default('browser'),
        clientLabel: clientLabel.nullable().default(null),
        client: clientInput,
        idempotencyKey: idempotencyKey.nullable().default(null),
      }),
    )
    .output(issuedSession)
    .mutation(async ({ ctx, input }) => {
      if (ctx.services.accounts === 'own') throw new ApiError('accounts_own');
      const { subject: name, kind, idempotencyKey: key, maxBrowsers, maxPrograms, atLimit } = input;
      const repeat = key === null ? null : { key, secret: ctx.secret };
      const random = repeat ? derivedBytes(repeat.secret, ['device', name, repeat.key]) : undefined;
      const browser = kind === 'browser' ? browserOf(input.client, ctx, random) : null;
      const signIn = {
        profile: {
          subject: name,
          email: input.email,
          displayName: input.displayName,
          maxBrowsers,
          maxPrograms,
          atLimit,
        },
        client: browser?.client ?? programOf(input.client, ctx),
        choices: { rememberMe: input.rememberMe, clientLabel: browser ? null : input.clientLabel },
        methods: input.methods,
        provedAt: input.authTime === null ? null : new Date(input.authTime * 1000),
        repeat,
      };
      const issued = unwrap(await ctx.services.subjects.begin(signIn));
      const { headers } = input.client;
      const deviceCookies = browser ? ctx.cookies.device(browser.deviceToken, headers) : [];
      return issuedTo(ctx, issued, { subject: name, isBrowser: browser !== null, headers, deviceCookies });
    }),

  /** Says that the user of a session has proved again who they are. The session gets a new token. */
  confirm: withScope('sessions:confirm')
    .meta({ rest: confirmRoute })
    .input(
      z.object({
        ...credentials,
        subject: anySubject,
        methods,
        authTime: authTime.nullable().default(null),
        request: stepUpRequest.nullable().default(null),
      }),
    )
    .output(confirmedSession)
    .mutation(async ({ ctx, input }) => {
      const principal = await principalOf(ctx, input);
      const canBind = ctx.cookies.bound !== null && ctx.services.bindings !== null;
      const at = input.authTime === null ? null : new Date(input.authTime * 1000);
      const proof = { subject: input.subject, methods: input.methods, provedAt: at, request: input.request };
      const { returnTo, ...issued } = unwrap(await ctx.services.subjects.confirm(principal, proof, canBind));
      const of = { subject: input.subject, isBrowser: principal.ofBrowser, headers: headersOf(input) };
      return { ...issuedTo(ctx, issued, of), returnTo };
    }),

  /** What the page asks the application to confirm, and for which user. Changes nothing; a mutation, because of its body. */
  readStepUp: withScope('sessions:confirm')
    .meta({ rest: readStepUpRoute })
    .input(z.object({ ...credentials, request: stepUpRequest }))
    .output(readStepUp)
    .mutation(async ({ ctx, input }) => {
      const principal = await principalOf(ctx, input);
      const {
        sub,
        sid,
        purpose,
        return_to: returnTo,
        exp,
      } = unwrap(ctx.services.stepUpRequests.read(principal, input.request));
      return { subject: sub, sessionId: sid, purpose, returnTo, expiresAt: exp };
    }),

  /** Whose session a token or a Cookie header opens. A mutation, because it has a token in its body. */
  introspect: withScope('sessions:introspect')
    .meta({ rest: introspectRoute })
    .input(z.object(credentials))
    .output(introspection)
    .mutation(async ({ ctx, input }) => {
      const authenticated = await authenticate(ctx, input);
      if (!authenticated?.ok) return { active: false };
      return introspectionOf(ctx.services, authenticated.value);
    }),

  /** Ends the session of a token or a Cookie header, as its user asked. */
  logout: withScope('sessions:end')
    .meta({ rest: logoutRoute })
    .input(z.object(credentials))
    .output(z.object({ setCookie: z.array(z.string()) }))
    .mutation(async ({ ctx, input }) => {
      const authenticated = await authenticate(ctx, input);
      if (authenticated?.ok) await ctx.services.revocation.logout(authenticated.value);
      // The session lives on, so its cookies must not be taken from the browser.
      else if (authenticated?.code === 'device_not_proved') throw new ApiError('session_not_proved');
      if (input.cookie === null) return { setCookie: [] };
      const { bound } = ctx.cookies;
      return { setCookie: [...ctx.cookies.clearSession(headersOf(input)), ...(bound ? [bound.clear()] : [])] };
    }),
});
