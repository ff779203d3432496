import type { ActiveDays } from './active-days.ts';
import type { DeviceTokenHash } from '../tokens/device-token.ts';
import type { Language } from '../language.ts';
import type { Bucket } from '../rate-limits/rate-limiter.ts';
import type { SessionSummary } from './session-view.ts';
import type { AtLimit } from './session-limits.ts';
import type { EndReason, Session } from './session.ts';
import type { SessionTokenHash } from '../tokens/session-token.ts';
import type { User } from '../accounts/user.ts';

/** The values of a new session. */
export type NewSession = Pick<
  Session,
  'userId' | 'userAgent' | 'ip' | 'clientLabel' | 'rememberMe' | 'createdAt' | 'absoluteExpiresAt'
> & {
  readonly tokenHash: SessionTokenHash;
  /** The browser installation, or null for a program, whose every sign-in is a device of its own. */
  readonly deviceTokenHash: DeviceTokenHash | null;
  /** Set for a session that may be bound to its device, else null. */
  readonly bindingSecret: string | null;
  /** The language of the request. */
  readonly language: Language;
  /** The country of the IP address, as ISO 3166-1 alpha-2, or null where it is unknown. */
  readonly country: string | null;
  /**
   * The password hash that the sign-in was verified against. Where the account has another by now, no session is
   * created.
   */
  readonly passwordHash: string;
  /** The proof that an application had. Without it, the password was checked now. */
  readonly proof?: SessionProof | undefined;
};

/** How and when an application's user proved who they are: names of RFC 8176, and a time that is not in the future. */
export interface SessionProof {
  readonly methods: readonly string[];
  readonly at: Date;
}

/** The time of a request, by which a store decides which sessions are live. */
export interface ExpiryCutoff {
  readonly now: Date;
  /**
   * Sessions last used at this time or before have expired by the default idle limit. The user's own limit may be
   * shorter.
   */
  readonly idleSince: Date;
}

/**
 * How many sessions of one kind a user may have who has no limit of their own, what happens at the limit (`end_another` where
 * nothing is said), and which sessions are live.
 */
export interface SessionCap {
  readonly perUser: number;
  readonly atLimit?: AtLimit;
  readonly cutoff: ExpiryCutoff;
}

/**
 * The new session; or `retryAt`, when a full bucket allows the next one; or `isFull`, where the user has as many as allowed
 * and no older one may end; or `isRepeated`, where the token was that of a session which has another one now; or none of them,
 * where the account has changed.
 */
export type BegunSession =
  | { readonly session: Session; readonly retryAt: null }
  | {
      readonly session: null;
      readonly retryAt: Date | null;
      readonly isFull?: true;
      readonly isRepeated?: true;
    };

/** How sessions end. A session keeps its first end. */
export interface EndSession {
  readonly userId: number;
  readonly reason: EndReason;
  readonly cutoff: ExpiryCutoff;
  /** The session that requested it, or null for expiry and administrators. */
  readonly actorId: number | null;
}

/** A new token for a session that has stepped up. */
export interface TokenRotation {
  readonly userId: number;
  readonly sessionId: number;
  /** The token to replace. Of two concurrent rotations the second fails. */
  readonly fromTokenHash: SessionTokenHash;
  readonly tokenHash: SessionTokenHash;
  /** Set where the session may be bound from now on. An existing secret stays. */
  readonly bindingSecret: string | null;
  readonly cutoff: ExpiryCutoff;
  /** The proof that an application had. Without it, the password was checked now. */
  readonly proof?: SessionProof | undefined;
}

/** The key of the device that a session is bound to, as SPKI in PEM. */
export interface KeyBinding {
  readonly userId: number;
  readonly sessionId: number;
  readonly key: string;
  readonly cutoff: ExpiryCutoff;
}

/** A signed challenge, identified by its creation time. */
export interface ChallengeUse {
  readonly userId: number;
  readonly sessionId: number;
  readonly at: Date;
  readonly cutoff: ExpiryCutoff;
}

/** The result of using a challenge. */
export interface ChallengeUseResult {
  /** Whether the session is live and has not used this challenge or a later one. */
  readonly isFirst: boolean;
  /** The latest challenge used before, or null. */
  readonly latest: Date | null;
}

/** A change of the user's own idle limit in milliseconds (null: none), and the session that requested it. */
export interface IdleLimitChange {
  readonly userId: number;
  readonly limit: number | null;
  readonly cutoff: ExpiryCutoff;
  readonly actorId: number;
}

export interface SessionUse {
  readonly sessionId: number;
  readonly at: Date;
  /** The known active days, this use's day included. */
  readonly activeDays: ActiveDays;
  /** The country of the use, or null where it is unknown. */
  readonly country: string | null;
}

/**
 * A position in the list. The last use is in microseconds since 1970, its stored precision: with less, a session
 * between two equal values would be skipped.
 */
export interface SessionCursor {
  readonly lastUsed: number;
  readonly id: number;
}

export const sessionOrders = ['latest_use_first', 'oldest_use_first'] as const;
export type SessionOrder = (typeof sessionOrders)[number];

/** At most `limit` sessions after a position, or from the start. */
export interface SessionPageRequest {
  readonly order: SessionOrder;
  readonly after: SessionCursor | null;
  readonly limit: number;
}

/** A page of a list, and the position of the next one, or null at the end. */
export interface Page<Item> {
  readonly sessions: readonly Item[];
  readonly next: SessionCursor | null;
}

/** Which stored last uses may be updated. */
export interface RecordUsesOptions {
  /** Those at this time or before: one step ago, so that all instances together write once a step. */
  readonly writtenBy: Date;
  /** The default idle limit in milliseconds. */
  readonly idle: number;
}

/** A session, live or ended, with its user, and whether it was created in a browser. */
export interface SessionWithUser {
  readonly session: Session;
  readonly user: User;
  readonly ofBrowser: boolean;
}

/**
 * Stores sessions. Every change names its user in the query itself, so that a foreign session looks like a missing one.
 * Impossible ids (fractions, negative ones, beyond 2^53) are missing too, not an error. Every end writes one event in
 * the same step.
 */
export interface SessionStore {
  /**
   * In one step: creates a session, last used at its creation, with its event; with an alert where the device or the
   * country is new to the account; else, in a confirmed browser, sets the account's language. Ends the device's earlier
   * session of that user (`superseded`) and those beyond `perUser` (`limit_reached`), which counts browsers and
   * programs separately and ends those of the same program first, then the newest unconfirmed ones, then the least
   * recently used. Creates nothing where the account is gone or disabled or its password has changed. Counts the
   * session in all of `buckets`, which belong to this user; where one is full, nothing is counted or written.
   */
  begin(session: NewSession, limits: SessionCap, buckets: readonly Bucket[]): Promise<BegunSession>;
  /** The session with this token hash, live or ended, or null. */
  findByTokenHash(tokenHash: SessionTokenHash): Promise<SessionWithUser | null>;
  /** The same for many token hashes in one query. Unknown hashes are missing from the result. */
  findByTokenHashes(tokenHashes: readonly SessionTokenHash[]): Promise<ReadonlyMap<SessionTokenHash, SessionWithUser>>;
  /** The user's live sessions by last use, oldest first, then by id. */
  listLive(userId: number, cutoff: ExpiryCutoff): Promise<SessionSummary[]>;
  /**
   * A page of the same list. Last uses only increase, so reading from the oldest meets every session that stays live.
   */
  pageLive(userId: number, page: SessionPageRequest, cutoff: ExpiryCutoff): Promise<Page<SessionSummary>>;
  /**
   * Advances last uses, each only where the stored one is at `writtenBy` or before; never back, and never of a session
   * that has ended or expired. Merges the active days. Returns the stored last use of every session that was live at
   * its use.
   */
  recordUses(uses: readonly SessionUse[], options: RecordUsesOptions): Promise<ReadonlyMap<number, Date>>;
  /**
   * Replaces the token of a live session; the old one stops working at once. Returns whether the session was live with
   * the old token.
   */
  rotateToken(rotation: TokenRotation): Promise<boolean>;
  /** Binds a live session to a key, with an event. Returns false where it has a key or cannot be bound. */
  bind(binding: KeyBinding): Promise<boolean>;
  /** Records the use of a challenge, unless the session has used this one or a later one. */
  useChallenge(use: ChallengeUse): Promise<ChallengeUseResult>;
  /** Ends one live session of the user. Returns whether there was one. */
  end(id: number, end: EndSession): Promise<boolean>;
  /** Ends the given live sessions of the user in one step. Returns their ids. */
  endMany(ids: readonly number[], end: EndSession): Promise<number[]>;
  /** Ends every live session of the user except `keepId`. Returns how many there were. */
  endAll(end: EndSession & { readonly keepId: number | null }): Promise<number>;
  /**
   * In one step: sets the user's own idle limit for current and future sessions, and ends those that have been unused
   * for that long (`idle`). Sessions that had expired before keep that end. Returns how many it ended, or null, with no
   * change, where the requesting session is not live.
   */
  setIdleLimit(change: IdleLimitChange): Promise<number | null>;
}
