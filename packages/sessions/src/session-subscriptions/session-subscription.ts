import type { AuthResult, AuthFailure } from '../tokens/authenticator.ts';
import type { Clock } from '../clock.ts';
import type { Timing } from '../instances/timing.ts';
import type { Principal } from '../sessions/principal.ts';
import type { SessionListEvent } from './session-list-event.ts';
import type { SessionList } from './session-list.ts';
import type { UserFeed } from './user-feed.ts';

/** The longest timer, in milliseconds. The session is checked again at the latest after this. */
const maxTimer = 60 * 60 * 1000;

/** What a stream needs of its instance. */
export interface SubscriptionDeps {
  readonly clock: Clock;
  readonly timing: Timing;
  /** Whether this instance has a lease, so that other instances wait until it has processed their changes. */
  readonly isTrusted: () => boolean;
  /** Checks the session again. Resolves when the stream has the result. */
  readonly recheck: (subscription: SessionSubscription) => Promise<void>;
  readonly explain: (refused: AuthFailure) => Promise<SessionListEvent>;
  readonly onClose: (subscription: SessionSubscription) => void;
}

/** The pause after a timed check, in milliseconds, where the session turned out to be live. */
const pauseAfterRecheck = 1000;

const done = { done: true, value: undefined } as const;

/**
 * One open stream of a user's session list. It ends with the session it was opened with, or when that session's device
 * is no longer proved. A hand-written iterator, because with ten thousand streams an async generator costs too much
 * memory.
 */
export class SessionSubscription implements AsyncIterableIterator<SessionListEvent, undefined> {
  readonly principal: Principal;
  /** The network it was opened from, by which streams are limited. */
  readonly network: string;
  readonly #deps: SubscriptionDeps;
  readonly #feed: UserFeed<SessionSubscription>;
  /** The lowest version of the list for the opening event. */
  readonly #openingVersion: number;
  /** The list of the last event, or null before the first. */
  #sent: SessionList | null = null;
  /** How many checks are running. */
  #rechecks = 0;
  #onRechecked: (() => void) | null = null;
  #refused: AuthFailure | null = null;
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

  /**
   * Waits for the next event. An event with `ok: false` is the last. Rejects where the session cannot be checked or the
   * instance stops.
   */
  async next(): Promise<IteratorResult<SessionListEvent, undefined>> {
    try {
      // Ends between the authentication and the opening were not announced to this stream.
      if (this.#sent === null) await this.recheck();
      for (;;) {
        await this.#news();
        if (this.#isClosed) return done;
        const list = this.#feed.list;
        // After reading the list, so that nothing is sent once the end has been confirmed to the instance that
        // announced it.
        const refused = await this.#confirm();
        if (this.#isClosed) return done;
        if (refused) return { done: false, value: await this.#end(refused) };
        const event = list && this.#eventFor(list);
        if (event) return { done: false, value: event };
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Closes the stream. `for await` calls it when the loop is left. */
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

  /** Wakes a waiting `next` to look at the list and the checks. */
  wake(): void {
    this.#onWake?.();
  }

  /** Ends the stream with an error. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.wake();
  }

  /** Checks the session again. Resolves when the stream has the result. Never rejects. */
  async recheck(): Promise<void> {
    await this.#deps.recheck(this);
  }

  /** Announces a recheck of this stream. Until `settle` is called with the result, the stream sends nothing. */
  expectRecheck(): void {
    this.#rechecks += 1;
  }

  /** Takes the result of a recheck. A session that was refused once stays refused. */
  settle(result: AuthResult | null, error?: unknown): void {
    this.#rechecks -= 1;
    if (result === null) this.#failure = { error };
    else if (!result.ok) this.#refused ??= result;
    if (this.#rechecks === 0) this.#onRechecked?.();
    if (this.#isOver) this.wake();
  }

  get #isOver(): boolean {
    return this.#isClosed || this.#refused !== null || this.#failure !== null;
  }

  get #hasNews(): boolean {
    const list = this.#feed.list;
    if (list === null) return false;
    return this.#sent === null ? list.version >= this.#openingVersion : list !== this.#sent;
  }

  /** Waits for a newer list or the end. Checks again when the session or its proof may have expired. */
  async #news(): Promise<void> {
    for (let least = 0; !this.#isOver && !this.#hasNews; least = pauseAfterRecheck) {
      const isTime = await this.#sleep(Math.max(this.#wait(), least));
      if (!isTime) continue;
      await this.recheck();
      if (!this.#isOver) this.#feed.invalidate();
    }
  }

  /** Resolves to true after the time, or to false when something happens before. */
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

  /** How long until the session or its proof expires, in milliseconds. */
  #wait(): number {
    // Before the first list nothing is sent, and it comes with a check of its own.
    if (this.#sent === null) return maxTimer;
    const { session, provedUntil } = this.principal;
    const now = this.#deps.clock().getTime();
    const expiry = this.#sent.expiryOf(session.id)?.getTime() ?? now;
    const until = Math.min(expiry, provedUntil?.getTime() ?? Infinity) - now;
    return Math.min(Math.max(until, 0), maxTimer);
  }

  /**
   * Waits for running checks. Returns null where the stream may send, or the failure that ends it. Throws where the
   * session cannot be checked.
   */
  async #confirm(): Promise<AuthFailure | null> {
    // Without a lease other instances do not wait for this one, so it must ask the database itself.
    if (!this.#deps.isTrusted()) await this.recheck();
    while (this.#rechecks > 0) await new Promise<void>((resolve) => (this.#onRechecked = resolve));
    this.#onRechecked = null;
    if (this.#failure) throw this.#failure.error;
    return this.#refused;
  }

  #eventFor(list: SessionList): SessionListEvent | null {
    const { id } = this.principal.session;
    const before = this.#sent;
    this.#sent = list;
    return before === null ? list.opening(id) : list.changesSince(before, id);
  }

  async #end(refused: AuthFailure): Promise<SessionListEvent> {
    this.close();
    return this.#deps.explain(refused);
  }
}
