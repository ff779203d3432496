import { type ActiveDays, afterUse } from './active-days.ts';
import type { Session, SessionActivity } from './session.ts';
import type { SessionUse } from './session-store.ts';

/** The last use of a session that this instance knows of, and what the database has of it. */
export interface LastUse {
  readonly sessionId: number;
  readonly userId: number;
  /** In milliseconds since 1970, as all times here. */
  at: number;
  /** The active days, relative to `at`. */
  activeDays: ActiveDays;
  /** The country of the last use, or null where it is unknown. */
  country: string | null;
  /** The last use in the database when this instance last read it. */
  writtenAt: number;
  /** From when the use is to be written. Failed writes do not change it. Null where nothing is to be written. */
  dueAt: number | null;
}

/** Writes uses of sessions of these users. Returns the stored last use of every session among them that is live. */
export type WriteUses = (uses: readonly SessionUse[], userIds: readonly number[]) => Promise<ReadonlyMap<number, Date>>;

/** The result of writing one batch. */
export interface FlushResult {
  /** The users of sessions that were no longer live. */
  readonly endedUserIds: readonly number[];
  /** Whether more uses are due. */
  readonly hasMore: boolean;
}

/** Uses by the second from which they are due. */
type BySecond = Map<number, LastUse[]>;

const second = 1000;

/**
 * Collects last uses and writes them at most once in `step` milliseconds a session. The interval counts from the stored
 * last use, as in the statement that writes, so that the statement accepts what is due here.
 */
export class LastUsedBuffer {
  readonly #step: number;
  /** Uses to be written, by session. */
  readonly #unwritten = new Map<number, LastUse>();
  readonly #due: BySecond = new Map();
  /** Uses whose write failed. They follow after the due ones, so that they delay none. */
  readonly #retries: BySecond = new Map();
  /** Uses of the statement that is running. */
  #underWay: readonly LastUse[] = [];
  #users = new Set<number>();

  /** `step`: how old the stored last use must be before a later one is written, in milliseconds. */
  constructor(step: number) {
    this.#step = step;
  }

  /** How many sessions have a use to be written. */
  get size(): number {
    return this.#unwritten.size;
  }

  /** How long the oldest due use has waited, in milliseconds, failed tries included. */
  lag(now: number): number {
    let oldest = Math.min(now, ...this.#due.keys());
    for (const uses of [...this.#retries.values(), this.#underWay]) {
      for (const { dueAt } of uses) oldest = Math.min(oldest, dueAt ?? now);
    }
    return now - oldest;
  }

  /** The entry to cache with a session that was just read from the database. */
  entryFor({
    id,
    userId,
    lastUsedAt,
    activeDays,
    lastCountry,
  }: Pick<Session, 'id' | 'userId'> & SessionActivity): LastUse {
    const writtenAt = lastUsedAt.getTime();
    const read = { sessionId: id, userId, at: writtenAt, activeDays, country: lastCountry, writtenAt, dueAt: null };
    return this.#unwritten.get(id) ?? read;
  }

  /** The activity of a session, including uses that are not yet written. */
  activityOf(written: SessionActivity & Pick<Session, 'id'>): SessionActivity {
    const use = this.#unwritten.get(written.id);
    const writtenAt = written.lastUsedAt.getTime();
    if (!use || use.at <= writtenAt) return written;
    const activeDays = afterUse(written.activeDays, writtenAt, use.at) | use.activeDays;
    return { lastUsedAt: new Date(use.at), activeDays, lastCountry: use.country };
  }

  /** Notes a use at `now`, in milliseconds, from a country, or from an unknown one (null). */
  touch(use: LastUse, now: number, country: string | null = null): void {
    if (now <= use.at) return;
    use.country = country;
    use.activeDays = afterUse(use.activeDays, use.at, now);
    use.at = now;
    this.#users.add(use.userId);
    if (use.dueAt === null) this.#schedule(use, now);
  }

  /** The users whose sessions were used since the last call. */
  takeUserIds(): ReadonlySet<number> {
    const users = this.#users;
    this.#users = new Set();
    return users;
  }

  /**
   * Writes one batch of at most `limit` uses due by `dueBy`: first new ones, oldest first, then those whose write
   * failed. What fails is tried again at the next flush. Throws what `write` throws.
   */
  async flush(now: number, limit: number, write: WriteUses, dueBy = now): Promise<FlushResult> {
    const uses = take(this.#due, dueBy, limit);
    if (uses.length < limit) uses.push(...take(this.#retries, dueBy, limit - uses.length));
    if (uses.length === 0) return { endedUserIds: [], hasMore: false };
    this.#underWay = uses;
    try {
      const live = await write(
        uses.map(({ sessionId, at, activeDays, country }) => ({ sessionId, at: new Date(at), activeDays, country })),
        uses.map(({ userId }) => userId),
      );
      const ended = uses.filter((use) => !this.#settle(use, live.get(use.sessionId), now));
      return {
        endedUserIds: ended.map(({ userId }) => userId),
        hasMore: has(this.#due, dueBy) || has(this.#retries, dueBy),
      };
    } catch (error) {
      for (const use of uses) add(this.#retries, now + 1, use);
      throw error;
    } finally {
      this.#underWay = [];
    }
  }

  /** Updates an entry after its write. Returns whether the session is live. */
  #settle(use: LastUse, writtenAt: Date | undefined, now: number): boolean {
    if (writtenAt !== undefined) use.writtenAt = Math.max(use.writtenAt, writtenAt.getTime());
    if (writtenAt === undefined || use.at <= use.writtenAt) {
      use.dueAt = null;
      if (this.#unwritten.get(use.sessionId) === use) this.#unwritten.delete(use.sessionId);
    } else if (use.writtenAt + this.#step > now) {
      // It was written and used since, or another instance wrote it less than a step ago.
      this.#schedule(use, now);
    } else {
      // The statement skipped the row because another transaction has locked it.
      add(this.#retries, now + 1, use);
    }
    return writtenAt !== undefined;
  }

  #schedule(use: LastUse, earliest: number): void {
    use.dueAt = Math.ceil(Math.max(earliest, use.writtenAt + this.#step) / second) * second;
    this.#unwritten.set(use.sessionId, use);
    add(this.#due, use.dueAt, use);
  }
}

function add(uses: BySecond, at: number, use: LastUse): void {
  const there = uses.get(at);
  if (there) there.push(use);
  else uses.set(at, [use]);
}

const has = (uses: BySecond, by: number): boolean => [...uses.keys()].some((at) => at <= by);

/** Removes and returns at most `limit` uses due by a time, oldest first. */
function take(uses: BySecond, by: number, limit: number): LastUse[] {
  const taken: LastUse[] = [];
  for (const at of [...uses.keys()].toSorted((one, other) => one - other)) {
    if (at > by || taken.length >= limit) break;
    const there = uses.get(at) ?? [];
    taken.push(...there.splice(0, limit - taken.length));
    if (there.length === 0) uses.delete(at);
  }
  return taken;
}
