import { type SessionView, markedCurrent } from '../sessions/session-view.ts';
import { type SessionChange, changesBetween } from '../sessions/session-change.ts';
import type { SessionListEvent } from './session-list-event.ts';

/** Sessions in the opening event at most: all of them, for nearly every user. */
const openingSessions = 100;

/** An id that no session has, for events that do not contain the stream's own session. */
const none = 0;

/**
 * One reading of a user's live sessions, shared by all streams of the user. Differences and events are computed once;
 * only events that contain the stream's own session are built for it alone.
 */
export class SessionList {
  /** Increases with each reason to read the list again. */
  readonly version: number;
  /** When the reading began, by the monotonic clock. */
  readonly readAt: number;
  readonly #sessions: readonly SessionView[];
  readonly #openings = new Map<number, SessionListEvent>();
  #difference: { readonly from: SessionList; readonly changes: SessionChange[]; readonly ids: Set<number> } | null =
    null;
  readonly #changes = new Map<number, SessionListEvent>();

  /** `sessions`: by last use, none marked as the current one. */
  constructor(sessions: readonly SessionView[], version: number, readAt: number) {
    this.#sessions = sessions;
    this.version = version;
    this.readAt = readAt;
  }

  get size(): number {
    return this.#sessions.length;
  }

  /** When a session of the list expires, or null where it is missing. */
  expiryOf(id: number): Date | null {
    return this.#sessions.find((session) => session.id === id)?.expiresAt ?? null;
  }

  /** The opening event: the most recently used sessions, and whether these are all. */
  opening(ownId: number): SessionListEvent {
    const latest = this.#sessions.slice(-openingSessions);
    const key = latest.some(({ id }) => id === ownId) ? ownId : none;
    return kept(this.#openings, key, () => ({
      ok: true,
      kind: 'opened',
      sessions: latest.map((session) => markedCurrent(session, ownId)),
      isComplete: latest.length === this.#sessions.length,
    }));
  }

  /** The changes since another reading, or null where there are none. */
  changesSince(before: SessionList, ownId: number): SessionListEvent | null {
    if (this.#difference?.from !== before) {
      const changes = changesBetween(before.#sessions, this.#sessions);
      this.#difference = { from: before, changes, ids: new Set(changes.map(({ sessionId }) => sessionId)) };
      this.#changes.clear();
    }
    const { changes, ids } = this.#difference;
    if (changes.length === 0) return null;
    return kept(this.#changes, ids.has(ownId) ? ownId : none, () => ({
      ok: true,
      kind: 'changed',
      sessions: this.#sessions.flatMap((session) => (ids.has(session.id) ? markedCurrent(session, ownId) : [])),
      changes,
    }));
  }

  /** Drops the events, which all streams have by now. The next reading needs only the sessions. */
  forgetEvents(): void {
    this.#openings.clear();
    this.#changes.clear();
    this.#difference = null;
  }
}

function kept<Value>(values: Map<number, Value>, key: number, make: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) values.set(key, (value = make()));
  return value;
}
