/** Whose sessions are. Those of one user share it. */
interface SessionUser {
  readonly id: number;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
}

/** What this process knows of a live session. Times of `usedAt` and `absoluteEnd` are by its monotonic clock. */
export interface KnownSession {
  readonly id: number;
  readonly user: SessionUser;
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
class Owner implements SessionUser {
  readonly id: number;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string | null;
  sessions = 0;
  isForgotten = false;

  constructor({ id, subject, email, name }: SessionUser) {
    this.id = id;
    this.subject = subject;
    this.email = email;
    this.name = name;
  }

  is({ subject, email, name }: SessionUser): boolean {
    return subject === this.subject && email === this.email && name === this.name;
  }
}

/** A session in memory: one object, and of few fields, because there are very many. */
class Entry implements KnownSession {
  readonly owner: Owner;
  readonly id: number;
  readonly user: SessionUser;
  readonly methods: readonly string[];
  readonly provedAt: number;
  readonly createdAt: number;
  readonly absoluteEnd: number;
  readonly idle: number;
  usedAt: number;
  reportedAt: number;
  /** Second-chance bit: set at each use, cleared when the eviction moves the entry to the end instead of dropping it. */
  isUsed = false;

  constructor(owner: Owner, known: KnownSession, user: SessionUser, methods: readonly string[]) {
    this.owner = owner;
    this.id = known.id;
    this.user = user;
    this.methods = methods;
    this.provedAt = known.provedAt;
    this.createdAt = known.createdAt;
    this.absoluteEnd = known.absoluteEnd;
    this.idle = known.idle;
    this.usedAt = known.usedAt;
    this.reportedAt = known.reportedAt;
  }
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

/**
 * Live sessions by the SHA-256 of their tokens, in any form that is the same for all. When it is full, the oldest one without the
 * second-chance bit is dropped.
 */
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
    return entry;
  }

  /** Must be called before the question is sent. */
  startFill(): Fill {
    const forgotten = { users: new Set<number>(), ofAllUsers: false };
    this.#fills.add(forgotten);
    return {
      store: (hash, session) => {
        if (!forgotten.ofAllUsers && !forgotten.users.has(session.user.id)) this.#store(hash, session);
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
    const { user } = session;
    this.#drop(hash);
    while (this.#entries.size >= this.#capacity) this.#makeRoom();
    const owner = this.#owners.get(user.id) ?? new Owner(user);
    owner.sessions += 1;
    this.#owners.set(user.id, owner);
    const methods = this.#shared(session.methods);
    this.#entries.set(hash, new Entry(owner, session, owner.is(user) ? owner : user, methods));
  }

  #makeRoom(): void {
    for (const [hash, entry] of this.#entries) {
      this.#drop(hash);
      if (!entry.isUsed || entry.owner.isForgotten) return;
      // Its second chance: it becomes the newest entry.
      entry.isUsed = false;
      entry.owner.sessions += 1;
      this.#owners.set(entry.owner.id, entry.owner);
      this.#entries.set(hash, entry);
    }
  }

  #drop(hash: string): void {
    const owner = this.#entries.get(hash)?.owner;
    if (owner === undefined) return;
    this.#entries.delete(hash);
    owner.sessions -= 1;
    if (owner.sessions === 0 && !owner.isForgotten) this.#owners.delete(owner.id);
  }

  #shared(methods: readonly string[]): readonly string[] {
    const key = methods.join(' ');
    const known = this.#methods.get(key);
    if (known) return known;
    if (this.#methods.size < 100) this.#methods.set(key, methods);
    return methods;
  }
}
