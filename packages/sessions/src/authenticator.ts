import type { Clock } from './clock.ts';
import { type BoundSession, isBoundCookie } from './device-binding.ts';
import type { LastUses } from './last-uses.ts';
import type { Principal } from './principal.ts';
import { type Session, type SessionEnd, endOf, hasLapsed } from './session.ts';
import type { RememberedSession, SessionCache } from './session-cache.ts';
import type { SessionLimits } from './session-limits.ts';
import type { SessionStore } from './session-store.ts';
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
  readonly store: Pick<SessionStore, 'findByTokenHash'>;
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
    return token === null ? unknown : this.identify(hashSessionToken(token));
  }

  /** The same for a token by its hash, which somebody has shown before. */
  identify(tokenHash: SessionTokenHash): Authenticated | Promise<Authenticated> {
    return this.#recall(tokenHash, null) ?? this.#ask(tokenHash, null);
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
      if (!found) return unknown;
      const { session, user, ofBrowser } = found;
      const remembered = { session, ofBrowser, lastUse: this.#uses.of(session) };
      const now = this.#clock();
      const end = endOf(session, remembered.lastUse.at, now, this.#limits);
      if (end) return { ok: false, code: 'token_incorrect', ended: { session, end } };
      if (mayRemember) fill.remember(tokenHash, user, remembered);
      return this.#principal(tokenHash, user, remembered, use, now);
    } finally {
      fill.end();
    }
  }

  #principal(
    tokenHash: SessionTokenHash,
    user: User,
    { session, ofBrowser, lastUse }: RememberedSession,
    use: BoundCookie | null,
    now: Date,
  ): Authenticated {
    if (use) {
      const { id, binding } = session;
      const isDemanded = this.#demandsBinding && binding !== null && binding.key !== null;
      if (isDemanded && !isProved({ id, binding }, use, now)) return unproved;
      this.#uses.note(lastUse, now.getTime());
    }
    return { ok: true, value: { user, session, tokenHash, ofBrowser } };
  }
}

function isProved(session: BoundSession, boundCookie: BoundCookie, now: Date): boolean {
  const text = boundCookie();
  return text !== null && isBoundCookie(text, session, now);
}

const unknown: Refused = { ok: false, code: 'token_incorrect', ended: null };
const unproved: Refused = { ok: false, code: 'device_not_proved', ended: null };
