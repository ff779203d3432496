import type { Invalidation } from '../instances/invalidation.ts';
import type { LastUse } from './last-used-buffer.ts';
import type { PrincipalSession } from './session.ts';
import type { SessionTokenHash } from '../tokens/session-token.ts';
import type { User } from '../accounts/user.ts';
import { RunningReads } from './running-reads.ts';

/** Enough for the active users of one busy instance, at about a kilobyte each. */
export const defaultCachedSessions = 100_000;

/** A user with cached sessions, which share this object, so that one assignment invalidates all of them. */
interface Owner {
  readonly user: User;
  isForgotten: boolean;
}

/** A live session as the cache takes it and returns it. */
export interface CachedSession {
  readonly session: PrincipalSession;
  readonly ofBrowser: boolean;
  readonly lastUse: LastUse;
}

/** A cached session with its user. Immutable, and returned without a copy. */
class Entry implements CachedSession {
  readonly owner: Owner;
  readonly session: PrincipalSession;
  readonly ofBrowser: boolean;
  readonly lastUse: LastUse;

  constructor(owner: Owner, { session, ofBrowser, lastUse }: CachedSession) {
    const { id, deviceId, confirmedAt, rememberMe, createdAt, methods, authenticatedAt, steppedUpAt } = session;
    const { idleLimit, absoluteExpiresAt, binding } = session;
    this.owner = owner;
    // Copied field by field, so that the rest of the row can be collected.
    const proof = { methods, authenticatedAt, steppedUpAt };
    this.session = {
      id,
      deviceId,
      confirmedAt,
      rememberMe,
      createdAt,
      ...proof,
      idleLimit,
      absoluteExpiresAt,
      binding,
    };
    this.ofBrowser = ofBrowser;
    this.lastUse = lastUse;
  }

  get user(): User {
    return this.owner.user;
  }
}

/** Half of the cache: the entries used recently, or those before. */
class Generation {
  readonly entries = new Map<SessionTokenHash, Entry>();
  readonly owners = new Map<number, Owner>();
}

/** A database query that is running. It may not see changes committed meanwhile. */
export interface Fill {
  /** Caches the session, unless its user was invalidated since the query began. */
  store(tokenHash: SessionTokenHash, user: User, session: CachedSession): void;
  /** Must be called, also after errors. */
  end(): void;
}

/**
 * Live sessions by token hash, in two generations. When the young one has filled half of the capacity it becomes the
 * old one, and the old entries that were not used meanwhile are dropped. A hit costs at most a second map lookup.
 */
export class SessionCache {
  readonly #half: number;
  #young = new Generation();
  #old = new Generation();
  readonly #reads = new RunningReads();

  /** `capacity`: in sessions. */
  constructor(capacity: number) {
    this.#half = Math.floor(capacity / 2);
  }

  get size(): number {
    return this.#young.entries.size + this.#old.entries.size;
  }

  /** How many queries are running. */
  get lookups(): number {
    return this.#reads.size;
  }

  get(tokenHash: SessionTokenHash): (CachedSession & { readonly user: User }) | null {
    const entry = this.#young.entries.get(tokenHash) ?? this.#promoted(tokenHash);
    return entry === undefined || entry.owner.isForgotten ? null : entry;
  }

  /** Must be called before the query begins. */
  startFill(): Fill {
    const read = this.#reads.start();
    return {
      store: (tokenHash, user, session) => {
        if (!read.isStale(user.id)) this.#add(tokenHash, new Entry(this.#owner(user), session));
      },
      end: () => read.end(),
    };
  }

  /** Drops the sessions of these users, and keeps running queries from caching what they read before. */
  forget(change: Invalidation): void {
    this.#reads.invalidate(change);
    if (change === 'all') {
      this.#young = new Generation();
      this.#old = new Generation();
      return;
    }
    for (const userId of change) {
      for (const { owners } of [this.#young, this.#old]) {
        const owner = owners.get(userId);
        if (owner) owner.isForgotten = true;
        owners.delete(userId);
      }
    }
  }

  #promoted(tokenHash: SessionTokenHash): Entry | undefined {
    const entry = this.#old.entries.get(tokenHash);
    if (entry === undefined || entry.owner.isForgotten) return undefined;
    this.#old.entries.delete(tokenHash);
    this.#add(tokenHash, entry);
    return entry;
  }

  #add(tokenHash: SessionTokenHash, entry: Entry): void {
    if (this.#young.entries.size >= this.#half) {
      this.#old = this.#young;
      this.#young = new Generation();
    }
    this.#young.entries.set(tokenHash, entry);
    this.#young.owners.set(entry.owner.user.id, entry.owner);
  }

  #owner(user: User): Owner {
    return this.#young.owners.get(user.id) ?? this.#old.owners.get(user.id) ?? { user, isForgotten: false };
  }
}
