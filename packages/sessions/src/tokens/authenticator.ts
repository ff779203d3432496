import type { Clock } from '../clock.ts';
import { type BindableSession, boundCookieExpiry } from './device-binding.ts';
import type { Locations } from '../geo/location.ts';
import type { LastUsedBuffer } from '../sessions/last-used-buffer.ts';
import type { Principal } from '../sessions/principal.ts';
import { type PrincipalSession, type Session, type SessionEnd, endOf, isExpired } from '../sessions/session.ts';
import type { Fill, CachedSession, SessionCache } from '../sessions/session-cache.ts';
import type { SessionLimits } from '../sessions/session-limits.ts';
import type { SessionWithUser, SessionStore } from '../sessions/session-store.ts';
import { type SessionTokenHash, hashSessionToken, parseSessionToken, sessionTokenLength } from './session-token.ts';
import type { User } from '../accounts/user.ts';

/**
 * Why a token was refused. `ended` is set where the token was valid until its session ended. `device_not_proved`: the
 * session is live and bound to a device, and the request does not prove that it comes from there.
 */
export interface AuthFailure {
  readonly ok: false;
  readonly code: 'token_incorrect' | 'device_not_proved';
  readonly ended: {
    readonly session: Pick<Session, 'id' | 'userId' | 'createdAt'>;
    readonly user: Pick<User, 'subject'>;
    readonly end: SessionEnd;
  } | null;
}

/** Returns the bound cookie of the request, or null. */
export type BoundCookie = () => string | null;

/** What a request that uses a session has besides its token. */
interface RequestOrigin {
  readonly boundCookie: BoundCookie;
  /** Returns the canonical IP address of the request, or null. Null where the caller does not know it. */
  readonly ip: (() => string | null) | null;
}

/** A use of a session that this instance has not seen itself. `ip`: canonical, or null where it is not known. */
export interface RemoteUse {
  readonly tokenHash: SessionTokenHash;
  /** In milliseconds. */
  readonly ago: number;
  readonly ip: string | null;
}

export type AuthResult = { readonly ok: true; readonly value: Principal } | AuthFailure;

interface Deps {
  readonly store: Pick<SessionStore, 'findByTokenHash' | 'findByTokenHashes'>;
  readonly cache: SessionCache;
  readonly lastUsed: LastUsedBuffer;
  readonly locations: Pick<Locations, 'of'>;
  readonly limits: SessionLimits;
  readonly clock: Clock;
  /** Whether this instance may answer from its cache. */
  readonly isTrusted: () => boolean;
  /** Whether requests of a bound session must prove their device. */
  readonly requiresBinding: boolean;
}

/** How many tokens were found in the cache, and how many needed the database. */
export interface Lookups {
  readonly hits: number;
  readonly misses: number;
}

/** Resolves tokens to principals: from the cache while the lease is valid, else from the database. */
export class Authenticator {
  readonly #deps: Deps;
  #hits = 0;
  #misses = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get lookups(): Lookups {
    return { hits: this.#hits, misses: this.#misses };
  }

  /**
   * Resolves a token and updates the last use of its session. Synchronous where the session is cached. `boundCookie` is
   * called only for sessions that are bound to a device. `ip` returns the canonical IP address of the request,
   * of which only the country is kept. Without it the country of the use before stays.
   */
  authenticate(
    text: string,
    boundCookie: BoundCookie = () => null,
    ip: RequestOrigin['ip'] = null,
  ): AuthResult | Promise<AuthResult> {
    if (text.length !== sessionTokenLength) return unknown;
    const tokenHash = hashSessionToken(text);
    // A cached session was found by this hash before, so its token needs no parsing.
    const origin = { boundCookie, ip };
    const cached = this.#fromCache(tokenHash, origin);
    if (cached) return cached;
    return parseSessionToken(text) === null ? unknown : this.#read(tokenHash, origin);
  }

  /**
   * The principal of a token whose session is cached, live and, where it has to be, proved. Updates its last use. Null in every other
   * case: `authenticate` finds the reason.
   */
  fromMemory(text: string, boundCookie: BoundCookie, ip: () => string | null): Principal | null {
    if (text.length !== sessionTokenLength) return null;
    const result = this.#fromCache(hashSessionToken(text), { boundCookie, ip });
    return result?.ok ? result.value : null;
  }

  /**
   * Resolves a token without checking device binding and without updating `lastUsedAt`: for requests that only then ask
   * for the proof.
   */
  resolveToken(text: string): AuthResult | Promise<AuthResult> {
    const token = parseSessionToken(text);
    if (token === null) return unknown;
    const tokenHash = hashSessionToken(token);
    return this.#fromCache(tokenHash, null) ?? this.#read(tokenHash, null);
  }

  /**
   * Checks again whether the sessions of principals are live and their devices still proved. Sessions that are not
   * cached are read in one query. Returns the results in the order of the principals, and does not update last uses.
   */
  async recheck(principals: readonly Principal[]): Promise<AuthResult[]> {
    const cached = principals.map(({ tokenHash }) => this.#fromCache(tokenHash, null));
    const missing = principals.filter((_, index) => cached[index] === null).map(({ tokenHash }) => tokenHash);
    const read = missing.length > 0 ? await this.#readMany(missing) : new Map<SessionTokenHash, AuthResult>();
    const now = this.#deps.clock();
    return principals.map(({ tokenHash, provedUntil }, index) => {
      const result = cached[index] ?? read.get(tokenHash) ?? unknown;
      if (!result.ok || !this.#requiresProof(result.value.session)) return result;
      return provedUntil !== null && now < provedUntil ? result : unproved;
    });
  }

  /** The users of the live sessions among these, in the order of the hashes, and null for the others. No use of them. */
  async usersOf(tokenHashes: readonly SessionTokenHash[]): Promise<(number | null)[]> {
    const cached = tokenHashes.map((tokenHash) => this.#fromCache(tokenHash, null));
    const missing = tokenHashes.filter((_, index) => cached[index] === null);
    const read = missing.length > 0 ? await this.#readMany(missing) : new Map<SessionTokenHash, AuthResult>();
    return tokenHashes.map((tokenHash, index) => {
      const result = cached[index] ?? read.get(tokenHash) ?? unknown;
      return result.ok ? result.value.user.id : null;
    });
  }

  /** Updates the last uses of sessions that were used elsewhere. Sessions that are not live are left out. */
  async recordUses(uses: readonly RemoteUse[]): Promise<void> {
    const { store, cache, lastUsed, isTrusted, limits, clock } = this.#deps;
    const cached = new Map(
      isTrusted() ? uses.map(({ tokenHash }) => [tokenHash, cache.get(tokenHash)?.lastUse] as const) : [],
    );
    const missing = uses.flatMap(({ tokenHash }) => (cached.get(tokenHash) ? [] : [tokenHash]));
    const rows = missing.length > 0 ? await store.findByTokenHashes(missing) : null;
    const now = clock();
    for (const { tokenHash, ago, ip } of uses) {
      const session = rows?.get(tokenHash)?.session;
      const read = session && lastUsed.entryFor(session);
      const use = cached.get(tokenHash) ?? (read && endOf(session, read.at, now, limits) === null ? read : null);
      if (use) lastUsed.touch(use, now.getTime() - ago, ip === null ? use.country : this.#countryOf(ip));
    }
  }

  #fromCache(tokenHash: SessionTokenHash, origin: RequestOrigin | null): AuthResult | null {
    if (!this.#deps.isTrusted()) return null;
    const cached = this.#deps.cache.get(tokenHash);
    if (cached === null) return null;
    const now = this.#deps.clock();
    // Another instance may have a later use, so expiry is decided by the database.
    if (isExpired(cached.session, cached.lastUse.at, now, this.#deps.limits)) return null;
    this.#hits += 1;
    return this.#authResult(tokenHash, cached.user, cached, origin, now);
  }

  async #read(tokenHash: SessionTokenHash, origin: RequestOrigin | null): Promise<AuthResult> {
    this.#misses += 1;
    const fill = this.#deps.cache.startFill();
    const mayCache = this.#deps.isTrusted();
    try {
      const row = await this.#deps.store.findByTokenHash(tokenHash);
      return this.#resultOf(tokenHash, row, mayCache ? fill : null, origin);
    } finally {
      fill.end();
    }
  }

  async #readMany(tokenHashes: readonly SessionTokenHash[]): Promise<ReadonlyMap<SessionTokenHash, AuthResult>> {
    const distinct = [...new Set(tokenHashes)];
    this.#misses += distinct.length;
    const fill = this.#deps.cache.startFill();
    const mayCache = this.#deps.isTrusted();
    try {
      const rows = await this.#deps.store.findByTokenHashes(distinct);
      return new Map(
        distinct.map((hash) => [hash, this.#resultOf(hash, rows.get(hash) ?? null, mayCache ? fill : null, null)]),
      );
    } finally {
      fill.end();
    }
  }

  /** Turns a row into a result. Caches a live session where a fill is given. */
  #resultOf(
    tokenHash: SessionTokenHash,
    row: SessionWithUser | null,
    fill: Fill | null,
    origin: RequestOrigin | null,
  ): AuthResult {
    if (!row) return unknown;
    const { session, user, ofBrowser } = row;
    const cached = { session, ofBrowser, lastUse: this.#deps.lastUsed.entryFor(session) };
    const now = this.#deps.clock();
    const end = endOf(session, cached.lastUse.at, now, this.#deps.limits);
    if (end) return { ok: false, code: 'token_incorrect', ended: { session, user, end } };
    fill?.store(tokenHash, user, cached);
    return this.#authResult(tokenHash, user, cached, origin, now);
  }

  #authResult(
    tokenHash: SessionTokenHash,
    user: User,
    { session, ofBrowser, lastUse }: CachedSession,
    origin: RequestOrigin | null,
    now: Date,
  ): AuthResult {
    let provedUntil: Date | null = null;
    if (origin) {
      if (this.#requiresProof(session)) {
        const text = origin.boundCookie();
        provedUntil = text === null ? null : boundCookieExpiry(text, session);
        if (provedUntil === null || now >= provedUntil) return unproved;
      }
      this.#deps.lastUsed.touch(lastUse, now.getTime(), origin.ip ? this.#countryOf(origin.ip()) : lastUse.country);
    }
    return { ok: true, value: { user, session, tokenHash, ofBrowser, provedUntil } };
  }

  #countryOf(ip: string | null): string | null {
    return ip === null ? null : this.#deps.locations.of(ip).country;
  }

  /** Whether requests of this session must prove their device. */
  #requiresProof(session: PrincipalSession): session is PrincipalSession & BindableSession {
    return this.#deps.requiresBinding && session.binding !== null && session.binding.key !== null;
  }
}

const unknown: AuthFailure = { ok: false, code: 'token_incorrect', ended: null };
const unproved: AuthFailure = { ok: false, code: 'device_not_proved', ended: null };
