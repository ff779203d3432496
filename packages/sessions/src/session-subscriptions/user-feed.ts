import type { Timing } from '../cluster/timing.ts';
import type { ListedSession } from '../listed-session.ts';
import { SessionList } from './session-list.ts';
import type { WorkQueue } from './work-queue.ts';

/**
 * The pause between two readings of one list, in milliseconds: one for each session, a second at most. So a list of ten
 * thousand is not read at each of a thousand changes, and a list of a few shows things as they happen.
 */
const restAfter = (sessions: number) => Math.min(sessions, 1000);

/** A list whose reading began within this is new enough to open a stream with, if nothing was changed since. In milliseconds. */
const openingAge = 1000;

/** A stream, as the feed needs it. */
interface Listener {
  /** A newer list has been read. */
  wake(): void;
  /** The list cannot be read. */
  fail(error: unknown): void;
}

export interface UserFeedOptions {
  /** Reads the user's live sessions, none of them marked as the current one. */
  readonly read: () => Promise<readonly ListedSession[]>;
  readonly queue: WorkQueue;
  readonly timing: Timing;
  /** Whether other instances wait until this one has learned of a change. */
  readonly isTrusted: () => boolean;
}

/**
 * The list of one user's sessions for all streams of that user on this instance. However many streams there are, a change
 * costs one reading, and no more than one reading of a feed is under way.
 */
export class UserFeed<Stream extends Listener> {
  readonly streams = new Set<Stream>();
  readonly #deps: UserFeedOptions;
  #list: SessionList | null = null;
  /** Counts the reasons to read the list. A reading answers all those from before it began. */
  #version = 0;
  /** The reading that is queued or under way: the version that it will give, once that is known, and when it began. */
  #reading: { version: number | null; began: number } | null = null;
  #cancelRest: (() => void) | null = null;

  constructor(deps: UserFeedOptions) {
    this.#deps = deps;
  }

  /** The latest list that was read, or null before the first. */
  get list(): SessionList | null {
    return this.#list;
  }

  /** Adds a stream. Gives the version of the list that it may open with. */
  add(stream: Stream): number {
    this.streams.add(stream);
    return this.#isCurrent() ? this.#version : this.invalidate(true);
  }

  remove(stream: Stream): void {
    this.streams.delete(stream);
    if (this.streams.size === 0) this.#cancelRest?.();
  }

  /** Something may have changed. Gives the version of the list that will show it. */
  invalidate(isUrgent = false): number {
    this.#version += 1;
    if (this.#reading === null && this.#cancelRest === null) void this.#readOnce(isUrgent);
    return this.#version;
  }

  /** Whether the list that is there, or is being read, shows everything of which this instance had to learn. */
  #isCurrent(): boolean {
    const { timing, isTrusted } = this.#deps;
    // Only with a lease was every change since announced here, and has raised the version.
    if (!isTrusted()) return false;
    const latest = this.#reading ?? (this.#list && { version: this.#list.version, began: this.#list.readAt });
    return latest?.version === this.#version && timing.monotonic() - latest.began <= openingAge;
  }

  async #readOnce(isUrgent: boolean): Promise<void> {
    const { queue, timing, read } = this.#deps;
    const reading: { version: number | null; began: number } = { version: null, began: 0 };
    this.#reading = reading;
    try {
      await queue.run(async () => {
        // All streams were closed while this waited.
        if (this.streams.size === 0) return;
        const version = this.#version;
        reading.version = version;
        reading.began = timing.monotonic();
        this.#list = new SessionList(await read(), version, reading.began);
      }, isUrgent);
      this.#reading = null;
      if (this.streams.size > 0) this.#rest();
      for (const stream of this.streams) stream.wake();
    } catch (error) {
      // All streams are over by that. The next one that is opened asks for a reading of its own.
      this.#reading = null;
      this.#list = null;
      for (const stream of this.streams) stream.fail(error);
    }
  }

  #rest(): void {
    this.#cancelRest = this.#deps.timing.after(restAfter(this.#list?.size ?? 0), () => {
      this.#cancelRest = null;
      this.#list?.forgetEvents();
      if (this.#version > (this.#list?.version ?? 0)) void this.#readOnce(false);
    });
  }
}
