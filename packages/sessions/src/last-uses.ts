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
  writtenAt: number;
  isDue: boolean;
}

/** Writes uses down, and tells of every session among them that is still live when it was last used. */
export type WriteUses = (uses: readonly SessionUse[]) => Promise<ReadonlyMap<number, Date>>;

const second = 1000;

/**
 * The last uses that are not written down yet. Each session's is written once a `step` at most, and all of them together
 * in one statement, so that a busy instance costs the database hardly more than a quiet one.
 */
export class LastUses {
  readonly #step: number;
  /** Those with something to write, by session. */
  readonly #unwritten = new Map<number, LastUse>();
  /** The same, by the second when it is time to write them. */
  readonly #due = new Map<number, LastUse[]>();
  #users = new Set<number>();

  /** Takes how long a use may wait to be written, in milliseconds. */
  constructor(step: number) {
    this.#step = step;
  }

  /** How many sessions there is something to write of. */
  get size(): number {
    return this.#unwritten.size;
  }

  /** For how long the oldest of what is due has waited to be written, in milliseconds. */
  lag(now: number): number {
    return now - Math.min(now, ...this.#due.keys());
  }

  /** What is to be kept with a session that the database has just told of. */
  of({ id, userId, lastUsedAt, activeDays }: Session): LastUse {
    const writtenAt = lastUsedAt.getTime();
    return this.#unwritten.get(id) ?? { sessionId: id, userId, at: writtenAt, activeDays, writtenAt, isDue: false };
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
    if (!use.isDue) this.#schedule(use, now);
  }

  /** Whose sessions were used since this was asked last. */
  takeUsers(): ReadonlySet<number> {
    const users = this.#users;
    this.#users = new Set();
    return users;
  }

  /**
   * Writes what is due by now, at most so many, and answers whose sessions turned out to have ended. What cannot be
   * written is tried again a second later.
   */
  async flush(now: number, limit: number, write: WriteUses): Promise<number[]> {
    const uses = this.#take(now, limit);
    if (uses.length === 0) return [];
    try {
      const live = await write(
        uses.map(({ sessionId, at, activeDays }) => ({ sessionId, at: new Date(at), activeDays })),
      );
      return uses.filter((use) => !this.#settle(use, live.get(use.sessionId))).map(({ userId }) => userId);
    } catch (error) {
      for (const use of uses) this.#schedule(use, now + second);
      throw error;
    }
  }

  #take(now: number, limit: number): LastUse[] {
    const taken: LastUse[] = [];
    for (const [dueAt, uses] of [...this.#due].toSorted(([one], [other]) => one - other)) {
      if (dueAt > now || taken.length >= limit) break;
      taken.push(...uses.splice(0, limit - taken.length));
      if (uses.length === 0) this.#due.delete(dueAt);
    }
    return taken;
  }

  /** Tells whether the session lives. What was used since waits for the next step. */
  #settle(use: LastUse, writtenAt: Date | undefined): boolean {
    if (writtenAt !== undefined) use.writtenAt = Math.max(use.writtenAt, writtenAt.getTime());
    if (writtenAt !== undefined && use.at > use.writtenAt) {
      this.#schedule(use, use.writtenAt);
    } else {
      use.isDue = false;
      this.#unwritten.delete(use.sessionId);
    }
    return writtenAt !== undefined;
  }

  #schedule(use: LastUse, earliest: number): void {
    use.isDue = true;
    this.#unwritten.set(use.sessionId, use);
    const dueAt = Math.ceil(Math.max(earliest, use.writtenAt + this.#step) / second) * second;
    const uses = this.#due.get(dueAt);
    if (uses) uses.push(use);
    else this.#due.set(dueAt, [use]);
  }
}
