import type { Change } from './cluster/change.ts';
import type { LastUse } from './last-uses.ts';
import type { HeldSession } from './session.ts';
import type { SessionTokenHash } from './session-token.ts';
import type { User } from './user.ts';

/** Enough for everybody who is active at the same moment on one busy instance: about a kilobyte each. */
export const defaultRememberedSessions = 100_000;

/** A user whose sessions are remembered. All of them share one, so that forgetting the user is one stroke. */
interface Owner {
  readonly user: User;
  isForgotten: boolean;
}

/** A live session as the database told it. */
export interface RememberedSession {
  readonly session: HeldSession;
  readonly ofBrowser: boolean;
  readonly lastUse: LastUse;
}

/** The same with whose it is. Made once, and given out as it is. */
class Entry implements RememberedSession {
  readonly owner: Owner;
  readonly session: HeldSession;
  readonly ofBrowser: boolean;
  readonly lastUse: LastUse;

  constructor(owner: Owner, { session, ofBrowser, lastUse }: RememberedSession) {
    const { id, deviceId, staysSignedIn, createdAt, steppedUpAt, idleLimit, expiresAt, binding } = session;
    this.owner = owner;
    // Piece by piece, so that nothing else of a row that was read stays in memory with it.
    this.session = { id, deviceId, staysSignedIn, createdAt, steppedUpAt, idleLimit, expiresAt, binding };
    this.ofBrowser = ofBrowser;
    this.lastUse = lastUse;
  }

  get user(): User {
    return this.owner.user;
  }
}

/** Half of what is remembered: what was asked for lately, or before that. */
class Generation {
  readonly entries = new Map<SessionTokenHash, Entry>();
  readonly owners = new Map<number, Owner>();
}

/** A look into the database that is under way. What changes meanwhile, it may not have seen. */
export interface Fill {
  /** Remembers what was found, unless it may be untrue by now. */
  remember(tokenHash: SessionTokenHash, user: User, session: RememberedSession): void;
  /** To be called in any case. */
  end(): void;
}

/**
 * Live sessions by their tokens' hashes, and of each user what was last asked for. Bounded: whatever has not been asked
 * for while half of the room was filled anew is dropped, which costs a hit nothing but a look into a second map.
 */
export class SessionCache {
  readonly #half: number;
  #young = new Generation();
  #old = new Generation();
  /** Of each look that is under way, which users were changed meanwhile. */
  readonly #fills = new Set<{ readonly users: Set<number>; ofEveryone: boolean }>();

  /** Takes how many sessions there is room for. */
  constructor(room: number) {
    this.#half = Math.floor(room / 2);
  }

  get size(): number {
    return this.#young.entries.size + this.#old.entries.size;
  }

  /** How many look-ups of the database are under way. */
  get lookups(): number {
    return this.#fills.size;
  }

  get(tokenHash: SessionTokenHash): (RememberedSession & { readonly user: User }) | null {
    const entry = this.#young.entries.get(tokenHash) ?? this.#promoted(tokenHash);
    return entry === undefined || entry.owner.isForgotten ? null : entry;
  }

  /** To be called before the database is asked. */
  startFill(): Fill {
    const changed = { users: new Set<number>(), ofEveryone: false };
    this.#fills.add(changed);
    return {
      remember: (tokenHash, user, session) => {
        if (changed.ofEveryone || changed.users.has(user.id)) return;
        this.#add(tokenHash, new Entry(this.#owner(user), session));
      },
      end: () => void this.#fills.delete(changed),
    };
  }

  /** Forgets all sessions of whoever was changed, also those that are being looked up at this moment. */
  forget(change: Change): void {
    if (change === 'everyone') {
      for (const fill of this.#fills) fill.ofEveryone = true;
      this.#young = new Generation();
      this.#old = new Generation();
      return;
    }
    for (const userId of change) {
      for (const fill of this.#fills) fill.users.add(userId);
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
