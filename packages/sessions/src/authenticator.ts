import type { Clock } from './clock.ts';
import { type BoundSession, boundCookieEnd } from './device-binding.ts';
import type { LastUses } from './last-uses.ts';
import type { Principal } from './principal.ts';
import { type HeldSession, type Session, type SessionEnd, endOf, hasLapsed } from './session.ts';
import type { Fill, RememberedSession, SessionCache } from './session-cache.ts';
import type { SessionLimits } from './session-limits.ts';
import type { FoundSession, SessionStore } from './session-store.ts';
import { type SessionTokenHash, hashSessionToken, parseSessionToken, sessionTokenLength } from './session-token.ts';
import type { User } from './user.ts';

/**
 * Why a token opens nothing. `ended` is set where the token is right and its session has ended. A session that is bound to
 * a device and not shown to come from there goes on.
 */
export interface Refused {
  readonly ok: false;
  readonly code: 'token_incorrect' | 'device_not_proved';
  readonly ended: { readonly session: Pick<Session, 'id' | 'userId'>; readonly end: SessionEnd } | null;
}

/** Gives the bound cookie that came with a token, or null. */
export type BoundCookie = () => string | null;

export type Authenticated = { readonly ok: true; readonly value: Principal } | Refused;

export interface AuthenticatorOptions {
  readonly store: Pick<SessionStore, 'findByTokenHash' | 'findByTokenHashes'>;
  readonly cache: SessionCache;
  readonly uses: LastUses;
  readonly limits: SessionLimits;
  readonly clock: Clock;
  /** Whether what the cache says may be acted on at this moment. */
  readonly isTrusted: () => boolean;
  /** Whether a session that is bound to its device has to be shown to come from there. */
  readonly demandsBinding: boolean;
}

/** How many tokens were answered from memory, and how many the database was asked for. */
export interface Lookups {
  readonly hits: number;
  readonly misses: number;
}

/** Tells who holds a token. From memory where that is as good as the database's word, and else from the database. */
export class Authenticator {
  readonly #store: AuthenticatorOptions['store'];
  readonly #cache: SessionCache;
  readonly #uses: LastUses;
  readonly #limits: SessionLimits;
  readonly #clock: Clock;
  readonly #isTrusted: () => boolean;
  readonly #demandsBinding: boolean;
  #hits = 0;
  #misses = 0;

  constructor({ store, cache, uses, limits, clock, isTrusted, demandsBinding }: AuthenticatorOptions) {
    this.#store = store;
    this.#cache = cache;
    this.#uses = uses;
    this.#limits = limits;
    this.#clock = clock;
    this.#isTrusted = isTrusted;
    this.#demandsBinding = demandsBinding;
  }

  get lookups(): Lookups {
    return { hits: this.#hits, misses: this.#misses };
  }

  /**
   * Tells who holds a token, and marks its session as used now. At once, where that is remembered. The bound cookie is asked
   * for only where the session is bound to its device.
   */
  authenticate(text: string, boundCookie: BoundCookie = () => null): Authenticated | Promise<Authenticated> {
    if (text.length !== sessionTokenLength) return unknown;
    const tokenHash = hashSessionToken(text);
    // What is remembered has been found by that hash before, so its token needs no second look.
    const remembered = this.#recall(tokenHash, boundCookie);
    if (remembered) return remembered;
    return parseSessionToken(text) === null ? unknown : this.#ask(tokenHash, boundCookie);
  }

  /** Tells whose a token is, from wherever it comes: for whoever asks for the proof of the device only then. No use of it. */
  recognise(text: string): Authenticated | Promise<Authenticated> {
    const token = parseSessionToken(text);
    if (token === null) return unknown;
    const tokenHash = hashSessionToken(token);
    return this.#recall(tokenHash, null) ?? this.#ask(tokenHash, null);
  }

  /**
   * Asks again for principals that were authenticated before whether their sessions are live, and whether what proved their
   * devices still does. Those that memory does not know are looked up by one query. Answers in their order; no use of them.
   */
  async recheck(principals: readonly Principal[]): Promise<Authenticated[]> {
    const recalled = principals.map(({ tokenHash }) => this.#recall(tokenHash, null));
    const missing = principals.filter((_, index) => recalled[index] === null).map(({ tokenHash }) => tokenHash);
    const asked = missing.length > 0 ? await this.#askMany(missing) : new Map<SessionTokenHash, Authenticated>();
    const now = this.#clock();
    return principals.map(({ tokenHash, provedUntil }, index) => {
      const found = recalled[index] ?? asked.get(tokenHash) ?? unknown;
      if (!found.ok || !this.#demandsProof(found.value.session)) return found;
      return provedUntil !== null && now < provedUntil ? found : unproved;
    });
  }

  #recall(tokenHash: SessionTokenHash, use: BoundCookie | null): Authenticated | null {
    if (!this.#isTrusted()) return null;
    const known = this.#cache.get(tokenHash);
    if (known === null) return null;
    const now = this.#clock();
    // What time has ended here, may have been used elsewhere: that is for the database to say.
    if (hasLapsed(known.session, known.lastUse.at, now, this.#limits)) return null;
    this.#hits += 1;
    return this.#principal(tokenHash, known.user, known, use, now);
  }

  async #ask(tokenHash: SessionTokenHash, use: BoundCookie | null): Promise<Authenticated> {
    this.#misses += 1;
    const fill = this.#cache.startFill();
    const mayRemember = this.#isTrusted();
    try {
      const found = await this.#store.findByTokenHash(tokenHash);
      return this.#judge(tokenHash, found, mayRemember ? fill : null, use);
    } finally {
      fill.end();
    }
  }

  async #askMany(tokenHashes: readonly SessionTokenHash[]): Promise<ReadonlyMap<SessionTokenHash, Authenticated>> {
    const distinct = [...new Set(tokenHashes)];
    this.#misses += distinct.length;
    const fill = this.#cache.startFill();
    const mayRemember = this.#isTrusted();
    try {
      const found = await this.#store.findByTokenHashes(distinct);
      return new Map(
        distinct.map((hash) => [hash, this.#judge(hash, found.get(hash) ?? null, mayRemember ? fill : null, null)]),
      );
    } finally {
      fill.end();
    }
  }

  /** What a row of the database means for the holder of its token. Remembers a live session where there is a fill. */
  #judge(
    tokenHash: SessionTokenHash,
    found: FoundSession | null,
    fill: Fill | null,
    use: BoundCookie | null,
  ): Authenticated {
    if (!found) return unknown;
    const { session, user, ofBrowser } = found;
    const remembered = { session, ofBrowser, lastUse: this.#uses.of(session) };
    const now = this.#clock();
    const end = endOf(session, remembered.lastUse.at, now, this.#limits);
    if (end) return { ok: false, code: 'token_incorrect', ended: { session, end } };
    fill?.remember(tokenHash, user, remembered);
    return this.#principal(tokenHash, user, remembered, use, now);
  }

  #principal(
    tokenHash: SessionTokenHash,
    user: User,
    { session, ofBrowser, lastUse }: RememberedSession,
    use: BoundCookie | null,
    now: Date,
  ): Authenticated {
    let provedUntil: Date | null = null;
    if (use) {
      if (this.#demandsProof(session)) {
        const text = use();
        provedUntil = text === null ? null : boundCookieEnd(text, session);
        if (provedUntil === null || now >= provedUntil) return unproved;
      }
      this.#uses.note(lastUse, now.getTime());
    }
    return { ok: true, value: { user, session, tokenHash, ofBrowser, provedUntil } };
  }

  /** Whether a session opens nothing without a proof of the device that it is bound to. */
  #demandsProof(session: HeldSession): session is HeldSession & BoundSession {
    return this.#demandsBinding && session.binding !== null && session.binding.key !== null;
  }
}

const unknown: Refused = { ok: false, code: 'token_incorrect', ended: null };
const unproved: Refused = { ok: false, code: 'device_not_proved', ended: null };
