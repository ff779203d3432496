import type { Locations } from '../geo/location.ts';
import type { Invalidation } from '../instances/invalidation.ts';
import type { Timing } from '../instances/timing.ts';
import type { LastUsedBuffer } from './last-used-buffer.ts';
import { RunningReads } from './running-reads.ts';
import type { SessionLimits } from './session-limits.ts';
import type { ExpiryCutoff, SessionStore } from './session-store.ts';
import { type SessionSummary, type SessionView, byLastUse, sessionView, viewAfterUse } from './session-view.ts';

/** A list of this age is read again, in milliseconds, because uses that another instance has written are not announced. */
const oldestBesideOthers = 5_000;

/** The same while no other instance runs. Rows may be changed by hand. */
const oldestAlone = 60_000;

/** How many sessions are cached in lists at most, at about a kilobyte each. */
export const defaultListedSessions = 50_000;

interface Deps {
  readonly store: Pick<SessionStore, 'listLive'>;
  readonly lastUsed: Pick<LastUsedBuffer, 'activityOf'>;
  readonly limits: SessionLimits;
  readonly locations: Locations;
  readonly timing: Pick<Timing, 'monotonic'>;
  /** Whether this instance may answer from its cache. */
  readonly isTrusted: () => boolean;
  /** Whether no other instance runs. */
  readonly isAlone: () => boolean;
  /** In sessions. */
  readonly capacity: number;
}

/** The list of one user as it was read, and its views, which follow the uses that this instance sees. */
class ReadList {
  readonly readAt: number;
  readonly #sessions: { row: SessionSummary; view: SessionView }[];
  #sorted: readonly SessionView[];

  constructor(rows: readonly SessionSummary[], readAt: number, viewOf: (row: SessionSummary) => SessionView) {
    this.readAt = readAt;
    this.#sessions = rows.map((row) => ({ row, view: viewOf(row) }));
    this.#sorted = this.#sort();
  }

  get size(): number {
    return this.#sessions.length;
  }

  /** The views by last use. */
  get sorted(): readonly SessionView[] {
    return this.#sorted;
  }

  /** Updates the views of sessions that were used since the last call. */
  refresh(lastUsed: Pick<LastUsedBuffer, 'activityOf'>, limits: SessionLimits): void {
    let isSame = true;
    for (const session of this.#sessions) {
      const activity = lastUsed.activityOf(session.row);
      if (activity.lastUsedAt.getTime() === session.view.lastUsedAt.getTime()) continue;
      session.view = viewAfterUse(session.view, session.row, activity, limits);
      isSame = false;
    }
    if (!isSame) this.#sorted = this.#sort();
  }

  /** Takes the uses that this instance has seen into the rows, which the database has now or soon. */
  takeUses(lastUsed: Pick<LastUsedBuffer, 'activityOf'>): void {
    for (const session of this.#sessions) {
      const activity = lastUsed.activityOf(session.row);
      if (activity !== session.row) session.row = { ...session.row, ...activity };
    }
  }

  #sort(): SessionView[] {
    return this.#sessions.map(({ view }) => view).toSorted(byLastUse);
  }
}

/**
 * The lists of users' live sessions: cached while the lease is valid, else read. Requests and streams share one reading. Two
 * generations, as in the session cache: a list that is too old is dropped with the old one.
 */
export class LiveSessions {
  readonly #deps: Deps;
  readonly #reads = new RunningReads();
  #young = new Map<number, ReadList>();
  #old = new Map<number, ReadList>();
  /** How many sessions the lists of the young generation have. */
  #youngSessions = 0;
  #youngSince = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** How many lists are cached. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  /** The sessions of a user that are live at a moment, by last use, none marked as the current one. */
  of(userId: number, cutoff: ExpiryCutoff): readonly SessionView[] | Promise<readonly SessionView[]> {
    return this.cached(userId, cutoff.now) ?? this.#read(userId, cutoff);
  }

  /** The same from the cache alone, or null where it has no list that is recent enough. */
  cached(userId: number, now: Date): readonly SessionView[] | null {
    const { isTrusted, timing, lastUsed, limits } = this.#deps;
    if (!isTrusted()) return null;
    const list = this.#young.get(userId) ?? this.#old.get(userId);
    if (list === undefined || timing.monotonic() - list.readAt > this.#oldest) return null;
    list.refresh(lastUsed, limits);
    // Another instance may have a later use, so expiry is decided by the database.
    return list.sorted.some(({ expiresAt }) => expiresAt <= now) ? null : list.sorted;
  }

  /** Drops the lists of these users, and keeps running queries from caching what they read before. */
  forget(change: Invalidation): void {
    this.#reads.invalidate(change);
    if (change === 'all') {
      this.#young = new Map();
      this.#old = new Map();
      this.#youngSessions = 0;
      return;
    }
    for (const userId of change) {
      this.#youngSessions -= this.#young.get(userId)?.size ?? 0;
      this.#young.delete(userId);
      this.#old.delete(userId);
    }
  }

  /**
   * Takes the uses of these users' sessions into their lists. To be called when they were written, before the buffer drops them.
   * Running queries may have read the rows before that, so that what they read is not cached.
   */
  takeUses(userIds: readonly number[]): void {
    this.#reads.invalidate(userIds);
    for (const userId of new Set(userIds)) {
      const list = this.#young.get(userId) ?? this.#old.get(userId);
      list?.takeUses(this.#deps.lastUsed);
    }
  }

  async #read(userId: number, cutoff: ExpiryCutoff): Promise<readonly SessionView[]> {
    const { store, timing, isTrusted } = this.#deps;
    const read = this.#reads.start();
    const mayCache = isTrusted();
    const readAt = timing.monotonic();
    try {
      const list = new ReadList(await store.listLive(userId, cutoff), readAt, this.#viewOf);
      if (mayCache && !read.isStale(userId)) this.#keep(userId, list);
      return list.sorted;
    } finally {
      read.end();
    }
  }

  #keep(userId: number, list: ReadList): void {
    const now = this.#deps.timing.monotonic();
    if (this.#youngSessions >= this.#deps.capacity / 2 || now - this.#youngSince > this.#oldest) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngSessions = 0;
      this.#youngSince = now;
    }
    this.#youngSessions += list.size - (this.#young.get(userId)?.size ?? 0);
    this.#young.set(userId, list);
    this.#old.delete(userId);
  }

  /** How old a list may be, in milliseconds. */
  get #oldest(): number {
    return this.#deps.isAlone() ? oldestAlone : oldestBesideOthers;
  }

  readonly #viewOf = (row: SessionSummary): SessionView => {
    const { lastUsed, limits, locations } = this.#deps;
    return sessionView(row, lastUsed.activityOf(row), limits, locations);
  };
}
