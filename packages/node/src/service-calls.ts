import { z } from 'zod';
import type { Credentials } from './request.ts';
import { introspectionAnswer } from './session.ts';

/** The browser or program of a request: its address and headers. */
interface Client {
  readonly ip: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

type RequestCredentials = Credentials & { readonly ip: string | null };

/** How many sessions a user may have, and what happens at that. Null is the default of the server. */
export interface UserLimits {
  readonly maxBrowsers?: number | null | undefined;
  readonly maxPrograms?: number | null | undefined;
  readonly atLimit?: 'end_another' | 'refuse' | null | undefined;
}

/** What Latchkey knows of a user. A field that is left out stays as it is, null removes it. */
export interface UserProfile extends UserLimits {
  readonly subject: string;
  /** Only an address that the application has verified: mails about new devices go there. */
  readonly email?: string | null | undefined;
  readonly displayName?: string | null | undefined;
}

/** How the user proved who they are, and when: now unless `authTime` says otherwise, in seconds since 1970. */
interface Proof {
  readonly subject: string;
  /** Names of RFC 8176 (`pwd`, `otp`, `hwk` …), `passkey`, `sso`, or a provider. */
  readonly methods: string[];
  readonly authTime?: number | null | undefined;
}

export interface NewSession extends Proof, UserProfile {
  /** Whether the session outlives the window of the browser. */
  readonly rememberMe?: boolean | undefined;
  readonly kind?: 'browser' | 'program' | undefined;
  /** What a program calls itself. */
  readonly clientLabel?: string | null | undefined;
  /** Calls with the same key answer the same session: for retries after a lost answer. */
  readonly idempotencyKey?: string | null | undefined;
}

export interface Confirmation extends Proof {
  /** The `request` with which the page sent the user to the application's `STEP_UP_URL`. */
  readonly request?: string | null | undefined;
}

const issuedAnswer = z.object({
  sessionId: z.int(),
  subject: z.string(),
  token: z.string(),
  setCookie: z.array(z.string()),
  sessionRegistration: z.string().nullable(),
});

/**
 * A session with a new token. Pass every line of `setCookie` on to a browser, and `sessionRegistration`, if there is one, in
 * the header `Secure-Session-Registration`: `sessionHeaders` has both. A program gets the token.
 */
export type IssuedSession = Readonly<z.infer<typeof issuedAnswer>>;

const confirmedAnswer = issuedAnswer.extend({ returnTo: z.string().nullable() });

/** `returnTo`: the path to send the user back to, where the page had sent them. */
export type ConfirmedSession = Readonly<z.infer<typeof confirmedAnswer>>;

const stepUpAnswer = z.object({
  subject: z.string(),
  sessionId: z.int(),
  purpose: z.string(),
  returnTo: z.string(),
  expiresAt: z.int(),
});

/** What the page asks the application to confirm. `expiresAt`: in seconds since 1970. */
export type StepUpRequest = Readonly<z.infer<typeof stepUpAnswer>>;

const moment = z.iso.datetime().transform((text) => new Date(text));

const listAnswer = z.object({
  sessions: z.array(
    z.object({
      id: z.int(),
      device: z.object({
        kind: z.string(),
        software: z.string().nullable(),
        version: z.string().nullable(),
        systems: z.array(z.object({ name: z.string() })).readonly(),
      }),
      /** The name that the user gave the device. */
      label: z.string().nullable(),
      /** The name that a program gave itself. */
      clientLabel: z.string().nullable(),
      ip: z.string().nullable(),
      location: z.object({ country: z.string().nullable() }),
      createdAt: moment,
      lastUsedAt: moment,
      expiresAt: moment,
      isBound: z.boolean(),
    }),
  ),
});

/** A session of a user, for an application's own pages. */
export type ListedSession = Readonly<z.output<typeof listAnswer>['sessions'][number]>;

const endedAnswer = z.object({ ended: z.number() });

/** A procedure without an answer. */
const nothing = z.undefined();

/** How a procedure is called. */
export interface ServiceCallKind {
  readonly isQuery?: boolean;
  /** Whether the procedure changes nothing, so that a lost call can be repeated. */
  readonly isRead?: boolean;
}

/** A procedure with the type of its input and the schema of its answer. */
export interface ServiceCall<
  Name extends string,
  Input extends object,
  Answer extends z.ZodType,
> extends ServiceCallKind {
  readonly procedure: Name;
  readonly answer: Answer;
  /** Only a type: the input as the procedure takes it. */
  readonly input?: Input;
}

const call =
  <Input extends object>() =>
  <Name extends string, Answer extends z.ZodType>(
    procedure: Name,
    answer: Answer,
    kind: ServiceCallKind = {},
  ): ServiceCall<Name, Input, Answer> => ({ procedure, answer, ...kind });

interface OfUser {
  readonly subject: string;
}

/** The procedures of Latchkey's service API that this package calls. A test of Latchkey compares them with its router. */
export const serviceCalls = {
  introspect: call<RequestCredentials>()('serviceSession.introspect', introspectionAnswer, { isRead: true }),
  begin: call<NewSession & { readonly client: Client }>()('serviceSession.begin', issuedAnswer),
  confirm: call<Confirmation & RequestCredentials>()('serviceSession.confirm', confirmedAnswer),
  readStepUp: call<RequestCredentials & { readonly request: string }>()('serviceSession.readStepUp', stepUpAnswer, {
    isRead: true,
  }),
  logout: call<RequestCredentials>()('serviceSession.logout', z.object({ setCookie: z.array(z.string()) })),
  listSessions: call<OfUser>()('serviceUser.sessions', listAnswer, { isQuery: true, isRead: true }),
  endSession: call<OfUser & { readonly id: number }>()('serviceUser.endSession', nothing),
  endSessions: call<OfUser>()('serviceUser.endSessions', endedAnswer),
  saveUser: call<UserProfile>()('serviceUser.save', nothing),
  disableUser: call<OfUser>()('serviceUser.disable', endedAnswer),
  enableUser: call<OfUser>()('serviceUser.enable', nothing),
  removeUser: call<OfUser>()('serviceUser.remove', endedAnswer),
  recordFailure: call<OfUser & { readonly client: Client }>()('serviceUser.recordFailure', nothing),
};

type Calls = typeof serviceCalls;

/** The calls by the names of their procedures. */
export type ServiceCalls = { [Name in keyof Calls as Calls[Name]['procedure']]: Calls[Name] };
