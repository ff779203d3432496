import type { Timing } from '../instances/timing.ts';
import type { SessionView } from '../sessions/session-view.ts';
import { SessionList } from './session-list.ts';
import type { WorkQueue } from './work-queue.ts';

/**
 * The pause between two readings of one list: a millisecond for each session, a second at most. A list of ten thousand
 * is not read for each of a thousand changes, and a short one is fresh.
 */
const restAfter = (sessions: number) => Math.min(sessions, 1000);

/** A list read within this time, in milliseconds, serves new streams, if nothing was changed since. */
const openingAge = 1000;

/** The part of a stream that the feed needs. */
interface Listener {
  /** Called when a newer list was read. */
  wake(): void;
  /** Called when the list cannot be read. */
  fail(error: unknown): void;
}

interface Deps {
  /** Reads the user's live sessions, none marked as the current one. */
  readonly read: () => Promise<readonly SessionView[]>;
  readonly queue: WorkQueue;
  readonly timing: Timing;
  /** Whether this instance has a lease. */
  readonly isTrusted: () => boolean;
}

/**
 * Reads one user's session list for all streams of that user on this instance: one reading for each change, and one at
 * a time.
 */
export class UserFeed<Stream extends Listener> {
  readonly streams = new Set<Stream>();
  readonly #deps: Deps;
  #list: SessionList | null = null;
  /** Counts the reasons to read the list. A reading covers all that came before it began. */
  #version = 0;
  /** The queued or running reading: its version, once it has begun, and when it began. */
  #reading: { version: number | null; began: number } | null = null;
  #cancelRest: (() => void) | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The latest reading, or null before the first. */
  get list(): SessionList | null {
    return this.#list;
  }

  /** Adds a stream. Returns the lowest version of the list that it may open with. */
  add(stream: Stream): number {
    this.streams.add(stream);
    return this.#isCurrent() ? this.#version : this.invalidate(true);
  }

  remove(stream: Stream): void {
    this.streams.delete(stream);
    if (this.streams.size === 0) this.#cancelRest?.();
  }

  /** Requests a reading. Returns the version of the list that will show the change. */
  invalidate(isUrgent = false): number {
    this.#version += 1;
    if (this.#reading === null && this.#cancelRest === null) void this.#readOnce(isUrgent);
    return this.#version;
  }

  /** Whether the latest or running reading includes every change that this instance knows of. */
  #isCurrent(): boolean {
    const { timing, isTrusted } = this.#deps;
    // Only with a lease was every change announced here, which increased the version.
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
        // All streams were closed while the reading was queued.
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
      // All streams end. The next one that opens requests a new reading.
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
