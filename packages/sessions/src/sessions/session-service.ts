import type { Account } from '../accounts/user-store.ts';
import type { Clock } from '../clock.ts';
import type { Client, SessionChoices } from '../devices/client.ts';
import type { Locations } from '../geo/location.ts';
import type { MailWorkers } from '../mail/outbox-worker.ts';
import { type Bucket, type Limited, limitedUntil } from '../rate-limits/rate-limiter.ts';
import type { Result } from '../result.ts';
import { createBindingSecret } from '../tokens/device-binding.ts';
import { type RandomSource, type SessionToken, createSessionToken, hashSessionToken } from '../tokens/session-token.ts';
import { type ProofExpiry, mustStepUp, proofExpiry, provedAt } from '../tokens/step-up.ts';
import { type IdleLimits, idleLimitsOf } from './idle-limit.ts';
import type { LastUsedBuffer } from './last-used-buffer.ts';
import type { LiveSessions } from './live-sessions.ts';
import type { Principal } from './principal.ts';
import type { SessionLimits } from './session-limits.ts';
import type {
  ExpiryCutoff,
  Page,
  SessionPageRequest,
  SessionProof,
  SessionStore,
  TokenRotation,
} from './session-store.ts';
import { type SessionSummary, type SessionView, markedCurrent, sessionView } from './session-view.ts';
import { type PrincipalSession, expiryOf, idleLimitOf } from './session.ts';

/** A session with its token, of which the server keeps no other copy. */
export interface IssuedSession {
  readonly session: PrincipalSession;
  readonly token: SessionToken;
}

/** What an application says of a sign-in: its proof, and a token that it has not used before. */
export interface SignInByApplication {
  readonly proof?: SessionProof;
  readonly token?: SessionToken | undefined;
}

/** Which sessions must step up before they end another one: of browsers, or of programs too. Those of applications always must. */
export type StepUpRule = 'browsers' | 'always';

interface Deps {
  readonly store: SessionStore;
  readonly live: Pick<LiveSessions, 'of' | 'cached'>;
  readonly lastUsed: LastUsedBuffer;
  readonly locations: Locations;
  readonly limits: SessionLimits;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly stepUp: StepUpRule;
  readonly mailWorkers: MailWorkers;
}

/** The life of sessions: their beginning, lists, limits and tokens. `Revocation` ends them where their user asks for it. */
export class SessionService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Creates a session with a new token (ASVS 7.2.4) and counts it in buckets of its user, in one step. The caller has just
   * checked the password of the account. `account_changed`: since then the password was changed, or the account was disabled
   * or removed. `session_limit_reached`: the user has as many sessions as allowed, and no older one may end.
   * `token_replaced`: the given token was that of a session which has another one now.
   */
  async begin(
    account: Account,
    { canBind, ...client }: Client,
    choices: SessionChoices,
    buckets: readonly Bucket[],
    { proof, token = createSessionToken(this.#deps.random) }: SignInByApplication = {},
  ): Promise<Result<IssuedSession, 'account_changed' | 'session_limit_reached' | 'token_replaced'> | Limited> {
    const { store, locations, limits, random, mailWorkers } = this.#deps;
    const cutoff = this.cutoff();
    const lifetime = choices.rememberMe ? limits.absoluteRemembered : limits.absolute;
    const perUser = client.deviceTokenHash === null ? limits.programsPerUser : limits.perUser;
    const begun = await store.begin(
      {
        ...client,
        ...choices,
        userId: account.user.id,
        country: locations.of(client.ip).country,
        passwordHash: account.passwordHash,
        tokenHash: hashSessionToken(token),
        bindingSecret: canBind ? createBindingSecret(random) : null,
        proof,
        createdAt: cutoff.now,
        absoluteExpiresAt: new Date(cutoff.now.getTime() + lifetime),
      },
      { perUser, atLimit: limits.atLimit, cutoff },
      buckets,
    );
    if (begun.session) {
      // Only a device that is not confirmed has an alert, which is a mail.
      if (begun.session.confirmedAt === null) mailWorkers.wake();
      return { ok: true, value: { session: begun.session, token } };
    }
    if (begun.retryAt) return limitedUntil(begun.retryAt, cutoff.now);
    if (begun.isRepeated) return { ok: false, code: 'token_replaced' };
    return { ok: false, code: begun.isFull ? 'session_limit_reached' : 'account_changed' };
  }

  /** The user's live sessions, least recently used first. */
  async list(principal: Principal): Promise<SessionView[]> {
    return marked(await this.listUnmarked(principal.user.id), principal);
  }

  /** The same list, or null where it is not cached. */
  cachedList(principal: Principal): SessionView[] | null {
    const sessions = this.#deps.live.cached(principal.user.id, this.cutoff().now);
    return sessions && marked(sessions, principal);
  }

  /** The same list for all readers: no session is marked as the current one. */
  async listUnmarked(userId: number): Promise<readonly SessionView[]> {
    return this.#deps.live.of(userId, this.cutoff());
  }

  /** A page of the same list, ordered by the stored last uses. */
  async page(principal: Principal, request: SessionPageRequest): Promise<Page<SessionView>> {
    const { sessions, next } = await this.#deps.store.pageLive(principal.user.id, request, this.cutoff());
    const { lastUsed, limits, locations } = this.#deps;
    const view = (session: SessionSummary) => sessionView(session, lastUsed.activityOf(session), limits, locations);
    return { sessions: sessions.map((session) => markedCurrent(view(session), principal.session.id)), next };
  }

  /** The user's own idle limit, the default, and the values to choose from. */
  idleLimits({ session }: Principal): IdleLimits {
    return idleLimitsOf(session.idleLimit, this.#deps.limits.idle);
  }

  /**
   * Sets or clears (null) the idle limit of the user's sessions, and ends those that have been unused for that long. Returns
   * how many. It requires a step-up like ending sessions: a longer limit would let a thief keep theirs.
   */
  async setIdleLimit(
    principal: Principal,
    limit: number | null,
  ): Promise<Result<number, 'step_up_required' | 'token_incorrect'>> {
    if (this.needsStepUp(principal)) return { ok: false, code: 'step_up_required' };
    const { user, session } = principal;
    await this.#writeUses(user.id);
    const change = { userId: user.id, limit, cutoff: this.cutoff(), actorId: session.id };
    const ended = await this.#deps.store.setIdleLimit(change);
    return ended === null ? { ok: false, code: 'token_incorrect' } : { ok: true, value: ended };
  }

  /** Draws a new token for the current session. The caller writes the rotation to a store. */
  prepareRotation({ user, session, tokenHash: fromTokenHash }: Principal): {
    readonly token: SessionToken;
    readonly rotation: TokenRotation;
  } {
    const token = createSessionToken(this.#deps.random);
    const tokenHash = hashSessionToken(token);
    const ids = { userId: user.id, sessionId: session.id };
    return { token, rotation: { ...ids, fromTokenHash, tokenHash, bindingSecret: null, cutoff: this.cutoff() } };
  }

  /**
   * Gives the current session a new token; the old one stops working at once (ASVS 7.2.4). A browser's session that could not
   * be bound to its device until now can be bound from here on. Null where the session has just ended.
   */
  async rotateToken(
    principal: Principal,
    { canBind }: Pick<Client, 'canBind'>,
    proof?: SessionProof,
  ): Promise<IssuedSession | null> {
    const { store, random } = this.#deps;
    const { token, rotation } = this.prepareRotation(principal);
    const { session, ofBrowser } = principal;
    const mayBind = canBind && ofBrowser && session.binding === null;
    const bindingSecret = mayBind ? createBindingSecret(random) : null;
    const binding = bindingSecret === null ? session.binding : { secret: bindingSecret, key: null };
    const isLive = await store.rotateToken({ ...rotation, bindingSecret, proof });
    const steppedUpAt = proof?.at ?? rotation.cutoff.now;
    return isLive ? { session: { ...session, binding, steppedUpAt }, token } : null;
  }

  /** When the user of a session last proved who they are, and when it expires if it is not used after this call. */
  timesOf(session: PrincipalSession): { readonly provedAt: Date; readonly expiresAt: Date } {
    const { clock, limits } = this.#deps;
    return { provedAt: provedAt(session), expiresAt: expiryOf(session, clock().getTime(), limits).at };
  }

  /** How long a session lives from now on, and how long without a use, in milliseconds. */
  lifetimeOf(session: PrincipalSession): { readonly absolute: number; readonly idle: number } {
    const { clock, limits } = this.#deps;
    return {
      absolute: session.absoluteExpiresAt.getTime() - clock().getTime(),
      idle: idleLimitOf(session, limits),
    };
  }

  /** The time of this call, and the default idle limit counted back from it. */
  cutoff(): ExpiryCutoff {
    const now = this.#deps.clock();
    return { now, idleSince: new Date(now.getTime() - this.#deps.limits.idle) };
  }

  /** Whether the user must step up before this session ends others, older ones too if `endsOlder`. */
  needsStepUp({ session, ofBrowser }: Principal, endsOlder = true): boolean {
    if (ofBrowser) return mustStepUp(session, this.#deps.clock(), endsOlder);
    // A program with a password can prove it at each sign-in. One that an application has signed in has only its token.
    const asksPrograms = this.#deps.stepUp === 'always' || session.authenticatedAt !== null;
    // A program is identified by what it says about itself, so it counts as a new device at each sign-in.
    return asksPrograms && mustStepUp({ ...session, confirmedAt: null }, this.#deps.clock(), endsOlder);
  }

  /** Until when the session's proof is valid, for the page, which then does not ask for the password. */
  proofExpiry({ session }: Principal): ProofExpiry {
    return proofExpiry(session, this.#deps.clock());
  }

  /** Writes the uses that only this instance has, so that the store does not end a session that is in use, such as this one. */
  async #writeUses(userId: number): Promise<void> {
    const { store, lastUsed, limits, clock } = this.#deps;
    const stored = await store.listLive(userId, this.cutoff());
    const uses = stored.flatMap((session) => {
      const { lastUsedAt: at, activeDays, lastCountry: country } = lastUsed.activityOf(session);
      return at > session.lastUsedAt ? [{ sessionId: session.id, at, activeDays, country }] : [];
    });
    if (uses.length > 0) await store.recordUses(uses, { writtenBy: clock(), idle: limits.idle });
  }
}

const marked = (sessions: readonly SessionView[], { session }: Principal): SessionView[] =>
  sessions.map((view) => markedCurrent(view, session.id));
