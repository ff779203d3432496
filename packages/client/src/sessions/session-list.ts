import type { LatchkeyError } from '../latchkey-error.ts';
import type { Session } from './session.ts';

/** The sessions that have been loaded so far. */
export interface SessionList {
  readonly sessions: readonly Session[];
  /** Whether all sessions have been loaded. */
  readonly isComplete: boolean;
}

/** A difference to a list: new and updated sessions, and the ids of ended ones. */
export interface SessionListChange {
  readonly updated: readonly Session[];
  readonly endedIds: readonly number[];
}

/** How one session of the list has changed. */
export interface SessionChange {
  readonly kind: 'appeared' | 'used' | 'renamed' | 'confirmed' | 'bound' | 'rescheduled' | 'ended';
  readonly sessionId: number;
}

/** The current list, and how current it is. */
export interface LiveList extends SessionList {
  /** Whether a list has been loaded. Until then `sessions` is empty. */
  readonly isLoaded: boolean;
  /** Whether a load is running. */
  readonly isLoading: boolean;
  /** Whether changes arrive as they happen. While they do not, or an error or a missing part remains, the list is loaded every 15 seconds. */
  readonly isLive: boolean;
  /** When the server last confirmed the list, by the clock of this device. Null before it has loaded. */
  readonly checkedAt: Date | null;
  /**
   * Why the last load failed, or null. After `token_not_provided`, and `token_incorrect` with an `end`, the list stays empty.
   * Without an `end`, the token may have been replaced, and the list is loaded again.
   */
  readonly error: LatchkeyError | null;
}

/** The list of all sessions of the user, kept current while it has a listener. All listeners share one connection. */
export interface LiveSessions {
  /** The list as it is now. The same object until it changes. */
  readonly current: LiveList;
  /** Calls `listener` with the list whenever it changes, and at once if it is loaded. Returns a function that stops that. */
  subscribe(listener: (list: LiveList) => void): () => void;
  /**
   * Calls `listener` with what the server reports, after `current` has it. With nothing where the connection was
   * interrupted, because the server does not report changes of that time, and where a load without a connection has found
   * other sessions. Opens no connection.
   */
  onChange(listener: (changes: readonly SessionChange[]) => void): () => void;
  /** Loads the list, after a load that is running. Returns it with its `error` where that fails. */
  refresh(): Promise<LiveList>;
  /**
   * Shows a change that the application has made itself, before the server reports it. Sessions that it has ended stay out of
   * the list, also if a report that the server sent earlier arrives later.
   */
  apply(change: SessionListChange): void;
  /**
   * Shows a label in all sessions of a device, over what the server reports, until the returned function is called: for a
   * request that has not been answered.
   */
  showLabel(deviceId: number, label: string | null): () => void;
  /** Forgets the list, because another user has signed in, and loads it anew for its listeners. */
  clear(): void;
}

/** The list before it has loaded. */
export const nothing: LiveList = {
  sessions: [],
  isComplete: false,
  isLoaded: false,
  isLoading: false,
  isLive: false,
  checkedAt: null,
  error: null,
};

/** Whether nothing has changed, so that no listener has to be called. */
export const isSameList = (one: LiveList, other: LiveList): boolean =>
  one.sessions === other.sessions &&
  one.isComplete === other.isComplete &&
  one.isLoading === other.isLoading &&
  one.isLive === other.isLive &&
  one.checkedAt === other.checkedAt &&
  one.error === other.error;

/** Applies a change to sessions. A session that is updated and ended is ended. */
export function applyChange(
  sessions: readonly Session[],
  { updated, endedIds }: SessionListChange,
): readonly Session[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  for (const session of updated) byId.set(session.id, session);
  for (const id of endedIds) byId.delete(id);
  return [...byId.values()];
}

/** Whether two lists have the same sessions by id. Their details may differ. */
export function hasSameSessions(sessions: readonly Session[], others: readonly Session[]): boolean {
  const ids = new Set(sessions.map(({ id }) => id));
  return ids.size === others.length && others.every(({ id }) => ids.has(id));
}

/** The change that ends all sessions but the current one. */
export const endOthers = (sessions: readonly Session[]): SessionListChange => ({
  updated: [],
  endedIds: sessions.filter(({ isCurrent }) => !isCurrent).map(({ id }) => id),
});
