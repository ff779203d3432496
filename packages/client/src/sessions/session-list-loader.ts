import type { LatchkeyError, LatchkeyErrorCode } from '../latchkey-error.ts';
import { type SessionList, type SessionListChange, applyChange } from './session-list.ts';
import type { Session, SessionCursor, SessionPage, SessionPageRequest } from './session.ts';

export interface LoaderOptions {
  /** Reads a page of sessions. */
  readonly readPage: (request: SessionPageRequest, signal: AbortSignal) => Promise<SessionPage>;
  /** Gives the error of a failed read. */
  readonly errorOf: (error: unknown) => LatchkeyError;
  /** Called with each new list. */
  readonly onList: (list: SessionList) => void;
}

/** Enough for most users' complete list in one fast request. */
const firstPage = 100;

/** In milliseconds. */
const pauseBeforeSecondTry = 800;

/** Failures after which a load is tried a second time. */
const passing: ReadonlySet<LatchkeyErrorCode> = new Set([
  'unreachable',
  'unexpected_answer',
  'service_unavailable',
  'internal_error',
]);

/**
 * The list, as loads and the stream make it. Loads read it in pages, and changes that arrive meanwhile are newer than the
 * pages.
 */
export class SessionListLoader {
  readonly #options: LoaderOptions;
  /** Changes that arrived since each running load began. */
  readonly #loads = new Set<SessionListChange[]>();
  #list: SessionList | null = null;

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /**
   * Replaces the list by the beginning of a stream, which is newer than any load. Running loads have to be aborted. Where the
   * beginning is a part, a complete older list stays below it until the rest is loaded.
   */
  begin({ sessions, isComplete }: SessionList): void {
    this.#set(
      this.#list?.isComplete && !isComplete
        ? { sessions: applyChange(this.#list.sessions, { updated: sessions, endedIds: [] }), isComplete: true }
        : { sessions, isComplete },
    );
  }

  /** Applies a change that the server reported, or that the application has made. */
  apply(change: SessionListChange): void {
    for (const changes of this.#loads) changes.push(change);
    if (this.#list) this.#set({ ...this.#list, sessions: applyChange(this.#list.sessions, change) });
  }

  /** Forgets the list, because its session has ended. */
  clear(): void {
    this.#list = null;
  }

  /**
   * Loads the list, in at most two tries: all of it, or what follows the beginning of a stream. Resolves to the error, or null.
   */
  async load(beginning: readonly Session[] | null, signal: AbortSignal, tries = 2): Promise<LatchkeyError | null> {
    try {
      await this.#load(beginning, signal);
      return null;
    } catch (cause) {
      const error = this.#options.errorOf(cause);
      if (tries === 1 || signal.aborted || !passing.has(error.code)) return error;
      await new Promise((resolve) => setTimeout(resolve, pauseBeforeSecondTry));
      return signal.aborted ? error : this.load(beginning, signal, tries - 1);
    }
  }

  async #load(beginning: readonly Session[] | null, signal: AbortSignal): Promise<void> {
    const changes: SessionListChange[] = [];
    this.#loads.add(changes);
    try {
      const sessions = beginning
        ? await this.#readRest(beginning, changes, signal)
        : await this.#readAll(changes, signal);
      // Not `throwIfAborted`, which React Native does not have.
      if (signal.aborted) throw new Error('The load was aborted');
      this.#set({ sessions, isComplete: true });
    } finally {
      this.#loads.delete(changes);
    }
  }

  /**
   * Reads the sessions used last, which show at once, then all in order of oldest use. Uses only move sessions to later pages,
   * so that no session is missed.
   */
  async #readAll(changes: readonly SessionListChange[], signal: AbortSignal): Promise<readonly Session[]> {
    const read = new Map<number, Session>();
    const take = ({ sessions, next }: SessionPage) => {
      for (const session of sessions) read.set(session.id, session);
      return next;
    };
    const listed = () => changes.reduce(applyChange, [...read.values()]);
    let isComplete =
      take(await this.#options.readPage({ order: 'latest_use_first', limit: firstPage }, signal)) === null;
    for (let after: SessionCursor | null = null; !isComplete; isComplete = after === null) {
      this.#showPart(listed(), signal);
      after = take(await this.#options.readPage({ order: 'oldest_use_first', after }, signal));
    }
    return listed();
  }

  /**
   * Reads the sessions after those of the stream. A session that is used meanwhile may leave these pages, but then the stream
   * reports it.
   */
  async #readRest(
    beginning: readonly Session[],
    changes: readonly SessionListChange[],
    signal: AbortSignal,
  ): Promise<readonly Session[]> {
    const read: Session[] = [];
    // What the stream reports is newer than any page.
    const listed = () => [{ updated: beginning, endedIds: [] }, ...changes].reduce(applyChange, read);
    for (let after: SessionCursor | null = endOf(beginning); after !== null;) {
      const page = await this.#options.readPage({ order: 'latest_use_first', after }, signal);
      read.push(...page.sessions);
      after = page.next;
      if (after) this.#showPart(listed(), signal);
    }
    return listed();
  }

  /** Shows a part of the list while nothing or only a part is shown, of which no row leaves. A complete older list stays. */
  #showPart(updated: readonly Session[], signal: AbortSignal): void {
    if (this.#list?.isComplete || signal.aborted) return;
    this.#set({ sessions: applyChange(this.#list?.sessions ?? [], { updated, endedIds: [] }), isComplete: false });
  }

  #set(list: SessionList): void {
    this.#list = list;
    this.#options.onList(list);
  }
}

/** The cursor after the oldest session. A cursor has microseconds, and the session's time is cut to milliseconds. */
function endOf(sessions: readonly Session[]): SessionCursor {
  const oldest = Math.min(...sessions.map(({ lastUsedAt }) => Date.parse(lastUsedAt)));
  return { lastUsed: oldest * 1000 + 999, id: Number.MAX_SAFE_INTEGER };
}
