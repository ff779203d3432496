import type { ActiveDays } from './active-days.ts';
import type { DeviceTokenHash } from './device-token.ts';
import type { Language } from './language.ts';
import type { Bucket } from './rate-limiter.ts';
import type { EndReason, LiveSession, Session } from './session.ts';
import type { SessionTokenHash } from './session-token.ts';
import type { User } from './user.ts';

/** What is written when a session begins. */
export type NewSession = Pick<
  Session,
  'userId' | 'userAgent' | 'address' | 'information' | 'staysSignedIn' | 'createdAt' | 'expiresAt'
> & {
  readonly tokenHash: SessionTokenHash;
  /** The browser that it belongs to, or null for a program, which is a device of its own at each sign-in. */
  readonly deviceTokenHash: DeviceTokenHash | null;
  /** For a session that may be bound to its device, and else null. */
  readonly bindingSecret: string | null;
  /** What its client is spoken to in. */
  readonly language: Language;
  /** The country of the address, as ISO 3166-1 alpha-2, or null where that is not known. */
  readonly country: string | null;
  /** What the sign-in was checked against. If the account has another by now, the proof is void. */
  readonly passwordHash: string;
};

/** The moment of asking, by which a store tells live sessions from those that time has ended. */
export interface LiveAt {
  readonly now: Date;
  /** Sessions last used at this moment or before have been idle for too long. Their owner's limit may be shorter. */
  readonly idleSince: Date;
}

/** How many sessions of its kind a user may have, and which of them are live. */
export interface BeginningLimits {
  readonly perUser: number;
  readonly liveAt: LiveAt;
}

/** A session that has begun, or from when there will be room to count it, or neither where the account has changed. */
export type Beginning =
  { readonly session: Session; readonly retryAt: null } | { readonly session: null; readonly retryAt: Date | null };

/** One end, to be written once: a session that has ended keeps its first end for good. */
export interface Ending {
  readonly userId: number;
  readonly reason: EndReason;
  readonly liveAt: LiveAt;
  /** The session that asked for it, or null where time or an administrator did. */
  readonly actorId: number | null;
}

/** A new token for a session whose holder has proved again who they are. */
export interface Renewal {
  readonly userId: number;
  readonly sessionId: number;
  /** The token that it replaces: of two that renew at the same moment, one is told that it came too late. */
  readonly fromTokenHash: SessionTokenHash;
  readonly tokenHash: SessionTokenHash;
  /** For a session that may be bound from now on. What it has already stays. */
  readonly bindingSecret: string | null;
  readonly liveAt: LiveAt;
}

/** The key of the device that a session is bound to, as SPKI in PEM. */
export interface KeyBinding {
  readonly userId: number;
  readonly sessionId: number;
  readonly key: string;
  readonly liveAt: LiveAt;
}

/** A challenge that was signed, by the moment at which it was made. */
export interface ChallengeUse {
  readonly userId: number;
  readonly sessionId: number;
  readonly at: Date;
  readonly liveAt: LiveAt;
}

/** What became of it. */
export interface ChallengeVerdict {
  /** Whether the session is live and had used none as late as that. */
  readonly isFirst: boolean;
  /** The latest that it had used before, or null where it had used none. */
  readonly latest: Date | null;
}

/** A user's own idle limit, in milliseconds, or null for none, and who asked for it. */
export interface IdleLimitChange {
  readonly userId: number;
  readonly limit: number | null;
  readonly liveAt: LiveAt;
  readonly actorId: number;
}

export interface SessionUse {
  readonly sessionId: number;
  readonly at: Date;
  /** The days that are known of, with this use's own. */
  readonly activeDays: ActiveDays;
}

/**
 * A place between two sessions of a list. The last use counts microseconds since 1970, as finely as it is kept: two moments
 * that differ must not look the same here, or a session between them would be passed over.
 */
export interface SessionCursor {
  readonly lastUsed: number;
  readonly id: number;
}

export const sessionOrders = ['latest_use_first', 'oldest_use_first'] as const;
export type SessionOrder = (typeof sessionOrders)[number];

/** At most `limit` sessions beyond a place, or from the beginning where there is none. */
export interface SessionPageRequest {
  readonly order: SessionOrder;
  readonly after: SessionCursor | null;
  readonly limit: number;
}

/** A part of a list, and the place where it goes on, or null at its end. */
export interface Page<Item> {
  readonly sessions: readonly Item[];
  readonly next: SessionCursor | null;
}

/** Which last uses may be written again. */
export interface UseSpan {
  /** Those that stand at this moment or before: a step before now, so that all instances together write once a step. */
  readonly writtenBy: Date;
  /** Unused for this long, in milliseconds, a session has ended. */
  readonly idle: number;
}

/** A session by its token, live or ended, with its user, and whether it began in a browser. */
export interface FoundSession {
  readonly session: Session;
  readonly user: User;
  readonly ofBrowser: boolean;
}

/**
 * Where sessions are kept. Every change names its user, and the user is part of the query itself: a foreign session is
 * as absent as a missing one. An id that cannot exist (a fraction, a negative, one past 2^53) is absent too, not an error.
 * Every end leaves one event, written in the same step.
 */
export interface SessionStore {
  /**
   * In one step: writes a new session, first used at its creation, its event, and an alert where the device or the country is
   * new to the account, or else, where it is a confirmed browser, the language of the account's owner; ends the device's old
   * session of that user (`superseded`), and those beyond `perUser` (`limit_reached`). `perUser` counts the sessions of the
   * same kind as the new one, browsers or programs: first end those of the same program, then the newest that are not
   * confirmed, then those that were unused for longest. Answers no session, and writes none, where the account is gone or
   * disabled or its password is no longer the one that was proved. Counts it in every one of `buckets`, all of which are
   * this user's own: where one has no room, nothing is counted and nothing written.
   */
  begin(session: NewSession, limits: BeginningLimits, buckets: readonly Bucket[]): Promise<Beginning>;
  /** The session with this token, live or ended, with its user, and whether it began in a browser; or null. */
  findByTokenHash(tokenHash: SessionTokenHash): Promise<FoundSession | null>;
  /** The same for many tokens by one query. A token that there is not is not in the answer. */
  findByTokenHashes(tokenHashes: readonly SessionTokenHash[]): Promise<ReadonlyMap<SessionTokenHash, FoundSession>>;
  /** The user's live sessions, oldest use first; the older id first where the use is the same. */
  listLive(userId: number, liveAt: LiveAt): Promise<LiveSession[]>;
  /** A part of the same. Uses only move forward: whoever reads on from the oldest meets every session that stays live. */
  pageLive(userId: number, page: SessionPageRequest, liveAt: LiveAt): Promise<Page<LiveSession>>;
  /**
   * Moves the last uses of sessions forward, each only where the one that is written stands at `writtenBy` or before: never
   * back, and never of a session that has ended or was idle for too long. Adds the days of each use to those that are
   * written. Tells of every session that was live when it was used what is written of it now.
   */
  recordUses(uses: readonly SessionUse[], span: UseSpan): Promise<ReadonlyMap<number, Date>>;
  /** Gives a live session another token; the old one is dead at once. Tells whether it was still live by that token. */
  renew(renewal: Renewal): Promise<boolean>;
  /** Binds a live session that may be bound to a key, and writes the event. Tells whether it was bound to none before. */
  bind(binding: KeyBinding): Promise<boolean>;
  /** Notes that a bound session has used a challenge, unless it has used one as late as that. */
  useChallenge(use: ChallengeUse): Promise<ChallengeVerdict>;
  /** Ends one live session of the user. Tells whether there was one. */
  end(id: number, ending: Ending): Promise<boolean>;
  /** Ends those live sessions of the user that are named, in one step. Tells which there were. */
  endMany(ids: readonly number[], ending: Ending): Promise<number[]>;
  /** Ends every live session of the user but the one to keep. Tells how many there were. */
  endAll(ending: Ending & { readonly keepId: number | null }): Promise<number>;
  /**
   * In one step: gives the user's sessions, those that are there and those to come, a limit of their owner's, and ends those
   * that have been unused for that long (`idle`). What has lapsed already keeps the end that time gave it. Tells how many it
   * ended, or answers null, and changes nothing, where the session that asked is no longer live.
   */
  setIdleLimit(change: IdleLimitChange): Promise<number | null>;
}
