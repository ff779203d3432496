import type { Authenticated, Refused } from '../authenticator.ts';
import type { Clock } from '../clock.ts';
import type { Timing } from '../cluster/timing.ts';
import type { Principal } from '../principal.ts';
import type { SessionListEvent } from './session-list-event.ts';
import type { SessionList } from './session-list.ts';
import type { UserFeed } from './user-feed.ts';

/** A stream rechecks its session after this at the latest. Timers cannot wait for weeks. In milliseconds. */
const longestWait = 60 * 60 * 1000;

/** What a stream needs of the instance that it is open on. */
export interface SubscriptionDeps {
  readonly clock: Clock;
  readonly timing: Timing;
  /** Whether other instances wait until this one has learned of a change. */
  readonly isTrusted: () => boolean;
  /** Asks whether the session is live. Resolves when the stream has been settled. */
  readonly recheck: (subscription: SessionSubscription) => Promise<void>;
  readonly explain: (refused: Refused) => Promise<SessionListEvent>;
  readonly onClose: (subscription: SessionSubscription) => void;
}

/** Where time should have ended the session and has not, the next look comes no sooner than this. In milliseconds. */
const pauseAfterRecheck = 1000;

const done = { done: true, value: undefined } as const;

/**
 * One open stream: what happens to a user's sessions, for as long as the session that it was opened with lives, and its
 * device is proved where the session is bound to one. An iterator by hand, because of ten thousand each byte counts.
 */
export class SessionSubscription implements AsyncIterableIterator<SessionListEvent, undefined> {
  readonly principal: Principal;
  /** Where it was opened from, as streams are counted. */
  readonly network: string;
  readonly #deps: SubscriptionDeps;
  readonly #feed: UserFeed<SessionSubscription>;
  /** The version of the list that the stream may open with. */
  readonly #openingVersion: number;
  /** The list that the stream was last told of, or null before the first. */
  #told: SessionList | null = null;
  /** Rechecks that are under way. */
  #rechecks = 0;
  #onRechecked: (() => void) | null = null;
  #refused: Refused | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isClosed = false;
  #onWake: (() => void) | null = null;

  constructor(principal: Principal, network: string, feed: UserFeed<SessionSubscription>, deps: SubscriptionDeps) {
    this.principal = principal;
    this.network = network;
    this.#feed = feed;
    this.#deps = deps;
    this.#openingVersion = feed.add(this);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Waits for the next event. The one that says why the stream ends is the last. Fails where nothing may be said. */
  async next(): Promise<IteratorResult<SessionListEvent, undefined>> {
    try {
      // Of what ended between the check of the token and the opening, nothing was announced to this stream.
      if (this.#told === null) await this.recheck();
      for (;;) {
        await this.#news();
        if (this.#isClosed) return done;
        const list = this.#feed.list;
        // After the list, so that nothing is sent when the end has been confirmed to its maker.
        const refused = await this.#confirm();
        if (this.#isClosed) return done;
        if (refused) return { done: false, value: await this.#end(refused) };
        const event = list && this.#tell(list);
        if (event) return { done: false, value: event };
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Closes the stream, as `for await` does when it is left. */
  return(): Promise<IteratorReturnResult<undefined>> {
    this.close();
    return Promise.resolve(done);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#deps.onClose(this);
    this.wake();
  }

  /** A newer list has been read, or something else has happened that the stream waits for. */
  wake(): void {
    this.#onWake?.();
  }

  /** Ends the stream, though its session may live on. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.wake();
  }

  /** Asks whether the session is live. Resolves when the stream goes by the answer. Never fails. */
  async recheck(): Promise<void> {
    await this.#deps.recheck(this);
  }

  /** A query about this stream will come. Until `settle` was called for it, the stream says nothing. */
  expectRecheck(): void {
    this.#rechecks += 1;
  }

  /** Takes what a recheck has found. What has been refused once stays refused. */
  settle(found: Authenticated | null, error?: unknown): void {
    this.#rechecks -= 1;
    if (found === null) this.#failure = { error };
    else if (!found.ok) this.#refused ??= found;
    if (this.#rechecks === 0) this.#onRechecked?.();
    if (this.#isOver) this.wake();
  }

  get #isOver(): boolean {
    return this.#isClosed || this.#refused !== null || this.#failure !== null;
  }

  get #hasNews(): boolean {
    const list = this.#feed.list;
    if (list === null) return false;
    return this.#told === null ? list.version >= this.#openingVersion : list !== this.#told;
  }

  /** Waits for a newer list, or for the end. Asks when time alone may have ended the session or its proof. */
  async #news(): Promise<void> {
    for (let least = 0; !this.#isOver && !this.#hasNews; least = pauseAfterRecheck) {
      const isTime = await this.#sleep(Math.max(this.#wait(), least));
      if (!isTime) continue;
      await this.recheck();
      if (!this.#isOver) this.#feed.invalidate();
    }
  }

  /** Tells whether the time passed before anything that the stream waits for happened. */
  #sleep(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isTime: boolean) => {
        cancel();
        this.#onWake = null;
        resolve(isTime);
      };
      const cancel = this.#deps.timing.after(milliseconds, () => settle(true));
      this.#onWake = () => {
        if (this.#isOver || this.#hasNews) settle(false);
      };
    });
  }

  /** How long time alone leaves session and proof alone, in milliseconds. */
  #wait(): number {
    // Before the first list nothing is said, and what has ended by then shows in the recheck that comes with it.
    if (this.#told === null) return longestWait;
    const { session, provedUntil } = this.principal;
    const now = this.#deps.clock().getTime();
    const expiry = this.#told.expiryOf(session.id)?.getTime() ?? now;
    const until = Math.min(expiry, provedUntil?.getTime() ?? Infinity) - now;
    return Math.min(Math.max(until, 0), longestWait);
  }

  /** How it stands when this resolves: null where the stream may speak. Fails where that cannot be known. */
  async #confirm(): Promise<Refused | null> {
    // Without a lease no maker of a change waits for this instance: it has to ask by itself.
    if (!this.#deps.isTrusted()) await this.recheck();
    while (this.#rechecks > 0) await new Promise<void>((resolve) => (this.#onRechecked = resolve));
    this.#onRechecked = null;
    if (this.#failure) throw this.#failure.error;
    return this.#refused;
  }

  #tell(list: SessionList): SessionListEvent | null {
    const { id } = this.principal.session;
    const before = this.#told;
    this.#told = list;
    return before === null ? list.opening(id) : list.changesSince(before, id);
  }

  async #end(refused: Refused): Promise<SessionListEvent> {
    this.close();
    return this.#deps.explain(refused);
  }
}
