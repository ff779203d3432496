import type { ListedSession } from '../listed-session.ts';
import { type SessionChange, changesBetween } from '../session-change.ts';
import type { SessionListEvent } from './session-list-event.ts';

/** With so many sessions a stream opens: all of them, for nearly everybody. */
const openingSessions = 100;

/** The id of no session: what events are kept under that say nothing of the stream's own. */
const none = 0;

/**
 * A user's live sessions as they were read once, for all streams of the user. The list, the difference to the list before,
 * and the events made of them are shared; only an event that names the stream's own session is made for that session alone.
 */
export class SessionList {
  /** Grows with each reason to read the list anew. */
  readonly version: number;
  /** When the reading began, in milliseconds of the monotonic clock. */
  readonly readAt: number;
  readonly #sessions: readonly ListedSession[];
  readonly #openings = new Map<number, SessionListEvent>();
  #difference: { readonly from: SessionList; readonly changes: SessionChange[]; readonly ids: Set<number> } | null =
    null;
  readonly #changes = new Map<number, SessionListEvent>();

  /** Takes the sessions in the order of their last uses, none of them marked as the current one. */
  constructor(sessions: readonly ListedSession[], version: number, readAt: number) {
    this.#sessions = sessions;
    this.version = version;
    this.readAt = readAt;
  }

  get size(): number {
    return this.#sessions.length;
  }

  /** When time alone will end a session of the list, or null where it is not there. */
  expiryOf(id: number): Date | null {
    return this.#sessions.find((session) => session.id === id)?.expiresAt ?? null;
  }

  /** What a stream opens with: the sessions used last, and whether these are all. */
  opening(ownId: number): SessionListEvent {
    const latest = this.#sessions.slice(-openingSessions);
    const key = latest.some(({ id }) => id === ownId) ? ownId : none;
    return kept(this.#openings, key, () => ({
      ok: true,
      kind: 'opened',
      sessions: latest.map((session) => marked(session, ownId)),
      isComplete: latest.length === this.#sessions.length,
    }));
  }

  /** What has happened since another list was read, or null where nothing has. */
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
      sessions: this.#sessions.flatMap((session) => (ids.has(session.id) ? marked(session, ownId) : [])),
      changes,
    }));
  }

  /** Drops what was made for the streams, which have it by now. The next reading needs the sessions alone. */
  forgetEvents(): void {
    this.#openings.clear();
    this.#changes.clear();
    this.#difference = null;
  }
}

const marked = (session: ListedSession, ownId: number): ListedSession =>
  session.id === ownId ? { ...session, isCurrent: true } : session;

function kept<Value>(values: Map<number, Value>, key: number, make: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) values.set(key, (value = make()));
  return value;
}
