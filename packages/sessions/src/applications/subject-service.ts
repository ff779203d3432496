import { UserAdministration, type UserAdministrationDeps } from '../accounts/user-administration.ts';
import type { Account, UserStore } from '../accounts/user-store.ts';
import type { Clock } from '../clock.ts';
import type { Client, SessionChoices } from '../devices/client.ts';
import type { SessionEventStore } from '../history/session-event.ts';
import type { Limited, RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { Result } from '../result.ts';
import type { Principal } from '../sessions/principal.ts';
import type { IssuedSession, SessionService } from '../sessions/session-service.ts';
import type { SessionProof } from '../sessions/session-store.ts';
import type { Telemetry } from '../telemetry.ts';
import type { Authenticator } from '../tokens/authenticator.ts';
import { type SessionToken, createSessionToken } from '../tokens/session-token.ts';
import { type ServiceKeyText, derivedBytes } from './service-key.ts';
import type { StepUpRequests } from './step-up-requests.ts';
import type { SubjectProfile, SubjectStore } from './subject-store.ts';
import { idOfOwnSubject, subjectOf } from './subject.ts';

interface Deps extends UserAdministrationDeps {
  readonly subjects: SubjectStore;
  readonly users: Pick<UserStore, 'findById' | 'disable' | 'enable' | 'delete'>;
  readonly events: Pick<SessionEventStore, 'append'>;
  readonly sessions: SessionService;
  readonly authenticator: Pick<Authenticator, 'resolveToken'>;
  readonly stepUpRequests: Pick<StepUpRequests, 'read'>;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'onSessionBegun'>;
}

/** A sign-in that an application has checked. */
export interface SubjectSignIn {
  readonly profile: SubjectProfile;
  readonly client: Client;
  readonly choices: SessionChoices;
  /** How the user proved who they are, and when: now without a time. */
  readonly methods: readonly string[];
  readonly provedAt: Date | null;
  /** Makes a repeated request answer the same session. */
  readonly repeat: SignInRepeat | null;
}

/** Names a request that may be repeated, and what draws its token. */
interface SignInRepeat {
  readonly key: string;
  readonly secret: ServiceKeyText;
}

/** What an application says of a user who has proved again who they are. */
interface Confirmation extends Pick<SubjectSignIn, 'methods' | 'provedAt'> {
  readonly subject: string;
  /** The step-up request with which the page sent the user, or null where the application asked by itself. */
  readonly request: string | null;
}

type ConfirmationFailure = 'subject_differs' | 'session_token_incorrect' | 'step_up_request_unusable';

/** A session with its new token, and where its user came from: null without a step-up request. */
interface ConfirmedSession extends IssuedSession {
  readonly returnTo: string | null;
}

type BeginFailure = 'account_disabled' | 'idempotency_key_used' | 'session_limit_reached';

/** What an application does for its users: it signs them in, and Latchkey keeps their sessions. */
export class SubjectService extends UserAdministration<'subject_not_found'> {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    super(deps, 'subject_not_found');
    this.#deps = deps;
  }

  /**
   * Begins a session for a user whom the application has just signed in, and creates the user at the first time.
   * `idempotency_key_used`: the session of an earlier request with this key has ended, or has another token since a confirmation.
   * `session_limit_reached`: the user has
   * as many sessions as allowed, and no older one may end.
   */
  async begin({
    profile,
    client,
    choices,
    methods,
    provedAt,
    repeat,
  }: SubjectSignIn): Promise<Result<IssuedSession, BeginFailure> | Limited> {
    const { subjects, sessions, clock, telemetry } = this.#deps;
    const account = await subjects.provision(profile, clock());
    if (account.disabledAt) return { ok: false, code: 'account_disabled' };
    // Of the user's id too, so that no token of a removed user opens the account of a later one with the same subject.
    const token = repeat
      ? createSessionToken(derivedBytes(repeat.secret, ['begin', profile.subject, String(account.user.id), repeat.key]))
      : undefined;
    const proof = this.#proofOf(methods, provedAt);
    const begin = () => sessions.begin(account, client, choices, [], { proof, token });
    let begun = await begin();
    if (token && !begun.ok && begun.code !== 'rate_limited') {
      // Begun by an earlier request with this key, refused at the limit, or disabled or removed meanwhile.
      const earlier = await this.#begunWith(token);
      if (earlier) return earlier;
      // Between the two, a confirmation may have replaced the token of the earlier session.
      if (begun.code === 'account_changed') begun = await begin();
    }
    if (begun.ok) telemetry.onSessionBegun(account.user.id, client.ip);
    if (begun.ok || begun.code === 'rate_limited') return begun;
    if (begun.code === 'token_replaced') return { ok: false, code: 'idempotency_key_used' };
    if (begun.code === 'account_changed') return { ok: false, code: 'account_disabled' };
    await this.#writeFailure(account, client);
    return { ok: false, code: begun.code };
  }

  /** The session of an earlier request that drew the same token, or null where there was none. */
  async #begunWith(token: SessionToken): Promise<Result<IssuedSession, 'idempotency_key_used'> | null> {
    const resolved = await this.#deps.authenticator.resolveToken(token);
    if (resolved.ok) return { ok: true, value: { session: resolved.value.session, token } };
    return resolved.ended ? { ok: false, code: 'idempotency_key_used' } : null;
  }

  /**
   * Confirms that the user of a session has proved again who they are, and gives the session a new token. `subject`
   * guards against confirming the session of another user who uses the same browser. A step-up request is used up.
   */
  async confirm(
    principal: Principal,
    { subject, methods, provedAt, request }: Confirmation,
    canBind: boolean,
  ): Promise<Result<ConfirmedSession, ConfirmationFailure>> {
    if (subjectOf(principal.user) !== subject) return { ok: false, code: 'subject_differs' };
    const asked = request === null ? null : this.#deps.stepUpRequests.read(principal, request);
    if (asked?.ok === false) return asked;
    const issued = await this.#deps.sessions.rotateToken(principal, { canBind }, this.#proofOf(methods, provedAt));
    // Of two confirmations of one token the second one finds it replaced.
    if (!issued) return { ok: false, code: request === null ? 'session_token_incorrect' : 'step_up_request_unusable' };
    return { ok: true, value: { ...issued, returnTo: asked?.value.return_to ?? null } };
  }

  /** Creates a user, or changes the e-mail address and the name. */
  provision(profile: SubjectProfile): Promise<Account> {
    return this.#deps.subjects.provision(profile, this.#deps.clock());
  }

  /** Writes a failed attempt to sign in into the history of a user. Limited for each user, because each is a row. */
  async recordFailure(subject: string, client: Client): Promise<Result<null, 'subject_not_found'> | Limited> {
    const account = await this.find(subject);
    return account ? this.#writeFailure(account, client) : this.missing;
  }

  async #writeFailure({ user }: Account, { userAgent, ip }: Client): Promise<Result<null, never> | Limited> {
    const { events, limiter, clock } = this.#deps;
    const allowed = await limiter.take('reportedFailure', String(user.id));
    if (!allowed.ok) return allowed;
    const of = { userId: user.id, sessionId: null, deviceId: null };
    await events.append({ ...of, kind: 'sign_in_failed', at: clock(), userAgent, ip });
    return { ok: true, value: null };
  }

  protected find(subject: string): Promise<Account | null> {
    const id = idOfOwnSubject(subject);
    return id === null ? this.#deps.subjects.findBySubject(subject) : this.#findOwn(id);
  }

  /** A user of an application has no subject of this form. */
  async #findOwn(id: number): Promise<Account | null> {
    const account = await this.#deps.users.findById(id);
    return account?.user.subject === null ? account : null;
  }

  /** A proof is never in the future, so that the clock of an application does not make it last longer. */
  #proofOf(methods: readonly string[], provedAt: Date | null): SessionProof {
    const now = this.#deps.clock();
    return { methods, at: provedAt !== null && provedAt < now ? provedAt : now };
  }
}
