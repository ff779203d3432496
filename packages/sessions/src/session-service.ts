import type { Client, SessionChoices } from './client.ts';
import type { Clock } from './clock.ts';
import { createBindingSecret } from './device-binding.ts';
import { type IdleLimits, idleLimitsOf } from './idle-limit.ts';
import { type ListedSession, byLastUse, listedSession } from './listed-session.ts';
import type { LastUses } from './last-uses.ts';
import type { Places } from './place.ts';
import type { Principal } from './principal.ts';
import { type Bucket, type Limited, limitedUntil } from './rate-limiter.ts';
import type { Result } from './result.ts';
import type { EndReason, HeldSession, LiveSession } from './session.ts';
import type { SessionLimits } from './session-limits.ts';
import type { Ending, LiveAt, Page, Renewal, SessionPageRequest, SessionStore } from './session-store.ts';
import {
  type RandomSource,
  type SessionToken,
  createSessionToken,
  hashSessionToken,
  parseSessionToken,
} from './session-token.ts';
import { hasFreshProof, isNewcomer } from './step-up.ts';
import type { Account } from './user-store.ts';
import type { SessionSubscription } from './session-subscriptions/session-subscription.ts';
import type { SessionSubscriptions, TooManyStreams } from './session-subscriptions/session-subscriptions.ts';

/** A session with the only copy of its token that will ever exist here. */
export interface IssuedSession {
  readonly session: HeldSession;
  readonly token: SessionToken;
}

/** Who must prove again who they are before they end another session: browsers, or programs too. */
export type StepUpRule = 'browsers' | 'always';

export interface SessionServiceOptions {
  readonly store: SessionStore;
  readonly uses: LastUses;
  readonly subscriptions: SessionSubscriptions;
  readonly places: Places;
  readonly limits: SessionLimits;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly stepUp: StepUpRule;
}

/** The life of sessions, from sign-in to their end. */
export class SessionService {
  readonly #store: SessionStore;
  readonly #uses: LastUses;
  readonly #subscriptions: SessionSubscriptions;
  readonly #places: Places;
  readonly #limits: SessionLimits;
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #stepUp: StepUpRule;

  constructor({ store, uses, subscriptions, places, limits, clock, random, stepUp }: SessionServiceOptions) {
    this.#store = store;
    this.#uses = uses;
    this.#subscriptions = subscriptions;
    this.#places = places;
    this.#limits = limits;
    this.#clock = clock;
    this.#random = random;
    this.#stepUp = stepUp;
  }

  /**
   * Begins a session with a new token (ASVS 7.2.4), and counts it in buckets of the user's own, in one step. The caller has just
   * checked the password of the account as it is given here. `account_changed`: it has another since, or is barred or removed.
   */
  async begin(
    account: Account,
    { canBind, ...client }: Client,
    choices: SessionChoices,
    buckets: readonly Bucket[],
  ): Promise<Result<IssuedSession, 'account_changed'> | Limited> {
    const token = createSessionToken(this.#random);
    const liveAt = this.liveAt();
    const lifetime = choices.staysSignedIn ? this.#limits.absolute : this.#limits.absoluteUnlessKept;
    const { session, retryAt } = await this.#store.begin(
      {
        ...client,
        ...choices,
        userId: account.user.id,
        country: this.#places.of(client.address).country,
        passwordHash: account.passwordHash,
        tokenHash: hashSessionToken(token),
        bindingSecret: canBind ? createBindingSecret(this.#random) : null,
        createdAt: liveAt.now,
        expiresAt: new Date(liveAt.now.getTime() + lifetime),
      },
      { perUser: client.deviceTokenHash === null ? this.#limits.programsPerUser : this.#limits.perUser, liveAt },
      buckets,
    );
    if (session) return { ok: true, value: { session, token } };
    return retryAt ? limitedUntil(retryAt, liveAt.now) : { ok: false, code: 'account_changed' };
  }

  /** The user's live sessions, oldest use first. */
  async list(principal: Principal): Promise<ListedSession[]> {
    const sessions = await this.#store.listLive(principal.user.id, this.liveAt());
    return sessions.map((session) => this.#listed(session, principal.session.id)).toSorted(byLastUse);
  }

  /** The same with none marked as the current one, for all streams of a user. Plain objects, which keep no row in memory. */
  async listUnmarked(userId: number): Promise<ListedSession[]> {
    const sessions = await this.#store.listLive(userId, this.liveAt());
    return sessions.map((session) => ({ ...this.#listed(session, null) })).toSorted(byLastUse);
  }

  /** A part of the same, in the order of the last uses as they are written. */
  async page(principal: Principal, request: SessionPageRequest): Promise<Page<ListedSession>> {
    const { sessions, next } = await this.#store.pageLive(principal.user.id, request, this.liveAt());
    return { sessions: sessions.map((session) => this.#listed(session, principal.session.id)), next };
  }

  /**
   * Opens a stream, from a network address: what happens to the user's live sessions, for as long as the caller's own lives
   * and its device is proved. Watching is no use of a session. Refused where the user or the network has too many open.
   * The stream has to be closed, by the signal or by iterating to its end.
   */
  watch(
    principal: Principal,
    address: string | null,
    signal: AbortSignal,
  ): { readonly ok: true; readonly value: SessionSubscription } | TooManyStreams {
    const opened = this.#subscriptions.open(principal, address);
    if (!opened.ok) return opened;
    const { value: subscription } = opened;
    if (signal.aborted) subscription.close();
    else signal.addEventListener('abort', () => subscription.close(), { once: true });
    return opened;
  }

  /** Ends one session of the user, the current one included. Foreign, missing and ended ids are one and the same. */
  async revoke(
    principal: Principal,
    id: number,
  ): Promise<Result<null, 'session_token_not_found' | 'step_up_required'>> {
    // Sessions are numbered as they begin, so that the id alone tells which was there before, also of one that is not ours.
    if (id !== principal.session.id && this.lacksProof(principal, id < principal.session.id)) {
      return { ok: false, code: 'step_up_required' };
    }
    const ended = await this.#store.end(id, this.#ending(principal, 'revoked'));
    return ended ? { ok: true, value: null } : { ok: false, code: 'session_token_not_found' };
  }

  /**
   * Ends the sessions of the user that are named, and tells which. Foreign, missing and ended ids are one and the same, and
   * not among them; nor is the current session, which nobody ends by choosing many.
   */
  async revokeMany(principal: Principal, ids: readonly number[]): Promise<Result<number[], 'step_up_required'>> {
    const own = principal.session.id;
    const endsOlder = ids.some((id) => id < own);
    if (this.lacksProof(principal, endsOlder)) return { ok: false, code: 'step_up_required' };
    const others = ids.filter((id) => id !== own);
    return { ok: true, value: await this.#store.endMany(others, this.#ending(principal, 'revoked')) };
  }

  /** Ends every session of the user but the current one, and tells how many. */
  async revokeOthers(principal: Principal): Promise<Result<number, 'step_up_required'>> {
    if (this.lacksProof(principal)) return { ok: false, code: 'step_up_required' };
    const ending = this.#ending(principal, 'revoked_others');
    return { ok: true, value: await this.#store.endAll({ ...ending, keepId: principal.session.id }) };
  }

  /** Ends every session of the user, the current one included, and tells how many. */
  async revokeAll(principal: Principal): Promise<Result<number, 'step_up_required'>> {
    if (this.lacksProof(principal)) return { ok: false, code: 'step_up_required' };
    return { ok: true, value: await this.#store.endAll({ ...this.#ending(principal, 'revoked_all'), keepId: null }) };
  }

  /** After how long the user's unused sessions end. */
  idleLimits({ session }: Principal): IdleLimits {
    return idleLimitsOf(session.idleLimit, this.#limits.idle);
  }

  /**
   * Gives the user's sessions a limit of their owner's, or takes it away. Tells how many have been unused for that long
   * already, which ends them at once. It asks what ending others asks: shortening ends them, and lengthening lets a thief in
   * one of them stay.
   */
  async setIdleLimit(
    principal: Principal,
    limit: number | null,
  ): Promise<Result<number, 'step_up_required' | 'token_incorrect'>> {
    if (this.lacksProof(principal)) return { ok: false, code: 'step_up_required' };
    const { user, session } = principal;
    await this.#writeUses(user.id);
    const ended = await this.#store.setIdleLimit({
      userId: user.id,
      limit,
      liveAt: this.liveAt(),
      actorId: session.id,
    });
    return ended === null ? { ok: false, code: 'token_incorrect' } : { ok: true, value: ended };
  }

  /** Ends the current session. It may have ended a moment ago: that is as good. */
  async logout(principal: Principal): Promise<void> {
    await this.#store.end(principal.session.id, this.#ending(principal, 'logout'));
  }

  /** Ends the current session for a program that confirms, by its token, which one it means. */
  async logoutConfirmed(principal: Principal, text: string): Promise<Result<null, 'session_token_incorrect'>> {
    const token = parseSessionToken(text);
    const named = token && (await this.#store.findByTokenHash(hashSessionToken(token)));
    if (named?.session.id !== principal.session.id) return { ok: false, code: 'session_token_incorrect' };
    await this.logout(principal);
    return { ok: true, value: null };
  }

  /** A new token for the current session, not yet written, and what a store needs to write it. */
  renewal({ user, session, tokenHash: fromTokenHash }: Principal): {
    readonly token: SessionToken;
    readonly renewal: Renewal;
  } {
    const token = createSessionToken(this.#random);
    const tokenHash = hashSessionToken(token);
    const of = { userId: user.id, sessionId: session.id };
    return { token, renewal: { ...of, fromTokenHash, tokenHash, bindingSecret: null, liveAt: this.liveAt() } };
  }

  /**
   * Gives the current session a new token; the old one is dead at once (ASVS 7.2.4). From then on it may be bound, where
   * that was not possible before. Null where it has just ended.
   */
  async renew(principal: Principal, { canBind }: Client): Promise<IssuedSession | null> {
    const { token, renewal } = this.renewal(principal);
    const { session, ofBrowser } = principal;
    const mayBind = canBind && ofBrowser && session.binding === null;
    const bindingSecret = mayBind ? createBindingSecret(this.#random) : null;
    const binding = bindingSecret === null ? session.binding : { secret: bindingSecret, key: null };
    const renewed = await this.#store.renew({ ...renewal, bindingSecret });
    return renewed ? { session: { ...session, binding, steppedUpAt: renewal.liveAt.now }, token } : null;
  }

  liveAt(): LiveAt {
    const now = this.#clock();
    return { now, idleSince: new Date(now.getTime() - this.#limits.idle) };
  }

  #listed(session: LiveSession, currentId: number | null): ListedSession {
    return listedSession(session, this.#uses.latest(session), currentId, this.#limits, this.#places);
  }

  /** Writes down what only this instance knows, so that no session in use is taken for unused: this very one, for a start. */
  async #writeUses(userId: number): Promise<void> {
    const written = await this.#store.listLive(userId, this.liveAt());
    const uses = written.flatMap((session) => {
      const { lastUsedAt: at, activeDays } = this.#uses.latest(session);
      return at > session.lastUsedAt ? [{ sessionId: session.id, at, activeDays }] : [];
    });
    if (uses.length > 0) await this.#store.recordUses(uses, { writtenBy: this.#clock(), idle: this.#limits.idle });
  }

  /** Whether somebody must prove again who they are before they end others, some of which may be older. */
  lacksProof({ session, ofBrowser }: Principal, endsOlder = true): boolean {
    if (!ofBrowser && this.#stepUp !== 'always') return false;
    const now = this.#clock();
    return !hasFreshProof(session, now) || (endsOlder && isNewcomer(session, now));
  }

  #ending({ user, session }: Principal, reason: EndReason): Ending {
    return { userId: user.id, reason, liveAt: this.liveAt(), actorId: session.id };
  }
}
