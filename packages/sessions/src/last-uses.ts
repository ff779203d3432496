import { type ActiveDays, afterUse } from './active-days.ts';
import type { Session, SessionActivity } from './session.ts';
import type { SessionUse } from './session-store.ts';

/** When a session was last used, as far as this instance knows, and what of that is written down. */
export interface LastUse {
  readonly sessionId: number;
  readonly userId: number;
  /** Milliseconds since 1970, as all moments here. */
  at: number;
  /** The days that are known of, as seen from `at`. */
  activeDays: ActiveDays;
  /** The last use in the database, as this instance last read it. */
  writtenAt: number;
  /** From when on its last use may be written, also where that was tried in vain. Null where nothing is to be written. */
  dueAt: number | null;
}

/** Writes uses down, and tells of every session among them that is still live what its row says of its last use now. */
export type WriteUses = (uses: readonly SessionUse[]) => Promise<ReadonlyMap<number, Date>>;

/** What became of one batch. */
export interface Flushed {
  /** Whose sessions turned out to have ended. */
  readonly endedOf: readonly number[];
  /** Whether there is more to write by the same moment. */
  readonly isMore: boolean;
}

/** Uses by the second from which on they are to be written. */
type BySecond = Map<number, LastUse[]>;

const second = 1000;

/**
 * The last uses that are not written down yet. A row is written again when its last use is a `step` old, which is counted
 * from what the row says and not from the use: so the statement, which asks the same of the row, writes what is due here.
 */
export class LastUses {
  readonly #step: number;
  /** Those with something to write, by session. */
  readonly #unwritten = new Map<number, LastUse>();
  readonly #due: BySecond = new Map();
  /** Those that were due and could not be written. They come after what is due, so that they delay nothing. */
  readonly #retries: BySecond = new Map();
  /** What a statement is writing at this moment. */
  #underWay: readonly LastUse[] = [];
  #users = new Set<number>();

  /** Takes how old a written last use must be before a later one is written, in milliseconds. */
  constructor(step: number) {
    this.#step = step;
  }

  /** How many sessions there is something to write of. */
  get size(): number {
    return this.#unwritten.size;
  }

  /** For how long the oldest use that may be written has waited for it, in milliseconds. Tries in vain do not shorten it. */
  lag(now: number): number {
    let oldest = Math.min(now, ...this.#due.keys());
    for (const uses of [...this.#retries.values(), this.#underWay]) {
      for (const { dueAt } of uses) oldest = Math.min(oldest, dueAt ?? now);
    }
    return now - oldest;
  }

  /** What is to be kept with a session that the database has just told of. */
  of({ id, userId, lastUsedAt, activeDays }: Pick<Session, 'id' | 'userId'> & SessionActivity): LastUse {
    const writtenAt = lastUsedAt.getTime();
    return this.#unwritten.get(id) ?? { sessionId: id, userId, at: writtenAt, activeDays, writtenAt, dueAt: null };
  }

  /** When a session was last used, where this instance knows better than the database. */
  latest(written: SessionActivity & Pick<Session, 'id'>): SessionActivity {
    const use = this.#unwritten.get(written.id);
    const writtenAt = written.lastUsedAt.getTime();
    if (!use || use.at <= writtenAt) return written;
    const activeDays = afterUse(written.activeDays, writtenAt, use.at) | use.activeDays;
    return { lastUsedAt: new Date(use.at), activeDays };
  }

  note(use: LastUse, now: number): void {
    if (now <= use.at) return;
    use.activeDays = afterUse(use.activeDays, use.at, now);
    use.at = now;
    this.#users.add(use.userId);
    if (use.dueAt === null) this.#schedule(use, now);
  }

  /** Whose sessions were used since this was asked last. */
  takeUsers(): ReadonlySet<number> {
    const users = this.#users;
    this.#users = new Set();
    return users;
  }

  /**
   * Writes one batch of what is due by a moment, at most so many: first what has become due, the oldest first, and then
   * what could not be written before. What cannot be written is tried again in the next flush, not in this one: at once it
   * would fail again. Throws what `write` throws.
   */
  async flush(now: number, limit: number, write: WriteUses, dueBy = now): Promise<Flushed> {
    const uses = take(this.#due, dueBy, limit);
    if (uses.length < limit) uses.push(...take(this.#retries, dueBy, limit - uses.length));
    if (uses.length === 0) return { endedOf: [], isMore: false };
    this.#underWay = uses;
    try {
      const live = await write(
        uses.map(({ sessionId, at, activeDays }) => ({ sessionId, at: new Date(at), activeDays })),
      );
      const ended = uses.filter((use) => !this.#settle(use, live.get(use.sessionId), now));
      return { endedOf: ended.map(({ userId }) => userId), isMore: has(this.#due, dueBy) || has(this.#retries, dueBy) };
    } catch (error) {
      for (const use of uses) add(this.#retries, now + 1, use);
      throw error;
    } finally {
      this.#underWay = [];
    }
  }

  /** Tells whether the session lives. What was used since waits for the next step. */
  #settle(use: LastUse, writtenAt: Date | undefined, now: number): boolean {
    if (writtenAt !== undefined) use.writtenAt = Math.max(use.writtenAt, writtenAt.getTime());
    if (writtenAt === undefined || use.at <= use.writtenAt) {
      use.dueAt = null;
      if (this.#unwritten.get(use.sessionId) === use) this.#unwritten.delete(use.sessionId);
    } else if (use.writtenAt + this.#step > now) {
      // Either it was written and has been used since, or another instance wrote it less than a step ago.
      this.#schedule(use, now);
    } else {
      // The statement passed over the row because another transaction holds it.
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

/** Takes out at most so many that are due by a moment, the oldest first. */
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
