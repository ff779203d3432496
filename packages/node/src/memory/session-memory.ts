/** What this process knows of a live session. Times of `usedAt` and `absoluteEnd` are by its monotonic clock. */
export interface KnownSession {
  readonly id: number;
  readonly userId: number;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly methods: readonly string[];
  /** In seconds since 1970. */
  readonly provedAt: number;
  readonly createdAt: number;
  readonly absoluteEnd: number;
  readonly idle: number;
  usedAt: number;
  /** When a use was last reported to Latchkey. */
  reportedAt: number;
}

/** A user with sessions in memory, which share this object, so that one assignment drops all of them. */
interface Owner {
  readonly userId: number;
  sessions: number;
  isForgotten: boolean;
}

interface Entry {
  readonly owner: Owner;
  readonly session: KnownSession;
  /** Second-chance bit: set at each use, cleared when the eviction moves the entry to the end instead of dropping it. */
  isUsed: boolean;
}

/** The users of a change of sessions. */
export type ChangedUsers = readonly number[] | 'all';

/** A question that is under way. Its answer may be older than changes that this process has received meanwhile. */
export interface Fill {
  /** Stores the answer, unless its user was forgotten since the question. */
  store(hash: string, session: KnownSession): void;
  /** Must be called, also after errors. */
  end(): void;
}

/** Live sessions by the SHA-256 of their tokens. When it is full, the oldest one without the second-chance bit is dropped. */
export class SessionMemory {
  readonly #capacity: number;
  #entries = new Map<string, Entry>();
  #owners = new Map<number, Owner>();
  /** For each question under way, the users that were forgotten since. */
  readonly #fills = new Set<{ readonly users: Set<number>; ofAllUsers: boolean }>();
  /** The lists of methods, which are few, so that sessions share them. */
  readonly #methods = new Map<string, readonly string[]>();

  /** `capacity`: in sessions. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(hash: string): KnownSession | null {
    const entry = this.#entries.get(hash);
    if (entry === undefined || entry.owner.isForgotten) return null;
    entry.isUsed = true;
    return entry.session;
  }

  /** Must be called before the question is sent. */
  startFill(): Fill {
    const forgotten = { users: new Set<number>(), ofAllUsers: false };
    this.#fills.add(forgotten);
    return {
      store: (hash, session) => {
        if (!forgotten.ofAllUsers && !forgotten.users.has(session.userId)) this.#store(hash, session);
      },
      end: () => void this.#fills.delete(forgotten),
    };
  }

  /** Drops the sessions of these users, and keeps answers under way from being stored. */
  forget(users: ChangedUsers): void {
    if (users === 'all') {
      for (const fill of this.#fills) fill.ofAllUsers = true;
      this.#entries = new Map();
      this.#owners = new Map();
      return;
    }
    for (const userId of users) {
      for (const fill of this.#fills) fill.users.add(userId);
      const owner = this.#owners.get(userId);
      if (owner) owner.isForgotten = true;
      this.#owners.delete(userId);
    }
  }

  #store(hash: string, session: KnownSession): void {
    const { userId } = session;
    this.#drop(hash);
    while (this.#entries.size >= this.#capacity) this.#makeRoom();
    const owner = this.#owners.get(userId) ?? { userId, sessions: 0, isForgotten: false };
    owner.sessions += 1;
    this.#owners.set(userId, owner);
    this.#entries.set(hash, { owner, session: { ...session, methods: this.#shared(session.methods) }, isUsed: false });
  }

  #makeRoom(): void {
    for (const [hash, entry] of this.#entries) {
      this.#drop(hash);
      if (!entry.isUsed || entry.owner.isForgotten) return;
      // Its second chance: it becomes the newest entry.
      entry.isUsed = false;
      entry.owner.sessions += 1;
      this.#owners.set(entry.owner.userId, entry.owner);
      this.#entries.set(hash, entry);
    }
  }

  #drop(hash: string): void {
    const owner = this.#entries.get(hash)?.owner;
    if (owner === undefined) return;
    this.#entries.delete(hash);
    owner.sessions -= 1;
    if (owner.sessions === 0 && !owner.isForgotten) this.#owners.delete(owner.userId);
  }

  #shared(methods: readonly string[]): readonly string[] {
    const key = methods.join(' ');
    const known = this.#methods.get(key);
    if (known) return known;
    if (this.#methods.size < 100) this.#methods.set(key, methods);
    return methods;
  }
}
