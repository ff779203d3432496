import type { Authenticator, Refused } from './authenticator.ts';
import type { Change } from './cluster/change.ts';
import type { Timing } from './cluster/timing.ts';
import type { Principal } from './principal.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** Longer than this no watch goes without looking whether its session is still there. Timers cannot wait for weeks. */
const longestWait = 60 * 60 * 1000;

/** What a watch waits for: something may have changed, or it is over. */
export type WatchState = { readonly ok: true } | Refused;

export interface WatchOptions {
  readonly authenticator: Authenticator;
  readonly timing: Timing;
  /** Whether whoever ends a session waits for this instance. */
  readonly isTrusted: () => boolean;
  readonly onClose: (watch: Watch) => void;
}

/** Somebody who looks on at a user's sessions, for as long as their own session lives. */
export class Watch {
  readonly principal: Principal;
  readonly #authenticator: Authenticator;
  readonly #timing: Timing;
  readonly #isTrusted: () => boolean;
  readonly #onClose: (watch: Watch) => void;
  /** Those that are under way. */
  readonly #rechecks = new Set<Promise<void>>();
  #hasNews = false;
  #refused: Refused | null = null;
  #failure: { readonly error: unknown } | null = null;
  #wakeUp = () => {};

  constructor(principal: Principal, { authenticator, timing, isTrusted, onClose }: WatchOptions) {
    this.principal = principal;
    this.#authenticator = authenticator;
    this.#timing = timing;
    this.#isTrusted = isTrusted;
    this.#onClose = onClose;
  }

  /** Says that something may have changed. */
  notice(): void {
    this.#hasNews = true;
    this.#wakeUp();
  }

  /** Asks whether the session is still there, and resolves when the watch goes by the answer. Never fails. */
  async recheck(): Promise<void> {
    const asking = this.#ask();
    this.#rechecks.add(asking);
    await asking;
    this.#rechecks.delete(asking);
    this.notice();
  }

  async #ask(): Promise<void> {
    try {
      const found = await this.#authenticator.identify(this.principal.tokenHash);
      if (!found.ok) this.#refused = found;
    } catch (error) {
      this.#failure = { error };
    }
  }

  /** Ends the watch, though its session may live on. */
  fail(error: Error): void {
    this.#failure = { error };
    this.notice();
  }

  /** How it stands when this resolves. Fails where that cannot be told: nothing may be shown then. */
  async confirm(): Promise<WatchState> {
    // Without a lease nobody waits for this instance: it has to ask by itself.
    if (!this.#isTrusted()) await this.recheck();
    while (this.#rechecks.size > 0) await Promise.all(this.#rechecks);
    if (this.#failure) throw this.#failure.error;
    return this.#refused ?? { ok: true };
  }

  /**
   * Waits for news, or for the moment when time alone ends the session, or until it is interrupted. For the milliseconds of
   * a rest, news of other sessions has to wait; the end of its own has not.
   */
  async next(lapsesIn: number, signal: AbortSignal, rest = 0): Promise<void> {
    const wait = Math.min(Math.max(lapsesIn, 0), longestWait);
    const isRested = rest === 0 || (await this.#sleep(Math.min(rest, wait), signal, () => this.#isOver));
    if (isRested && (await this.#sleep(wait - rest, signal, () => this.#hasNews))) await this.recheck();
    this.#hasNews = false;
  }

  get #isOver(): boolean {
    return this.#refused !== null || this.#failure !== null;
  }

  /** Tells whether it slept for so long: nothing that counts came between, and nobody interrupted it. */
  async #sleep(milliseconds: number, signal: AbortSignal, counts: () => boolean): Promise<boolean> {
    if (counts() || signal.aborted) return false;
    return new Promise((resolve) => {
      const settle = (isTime: boolean) => {
        cancel();
        signal.removeEventListener('abort', wake);
        this.#wakeUp = () => {};
        resolve(isTime);
      };
      const wake = () => settle(false);
      const cancel = this.#timing.after(Math.max(milliseconds, 0), () => settle(true));
      this.#wakeUp = () => {
        if (counts()) wake();
      };
      signal.addEventListener('abort', wake);
    });
  }

  close(): void {
    this.#onClose(this);
  }
}

const stopping = new StoreUnavailable('This instance is stopping');

/** All open watches of this instance. */
export class Watches {
  readonly #authenticator: Authenticator;
  readonly #timing: Timing;
  readonly #isTrusted: () => boolean;
  readonly #byUser = new Map<number, Set<Watch>>();
  #isClosed = false;

  constructor({ authenticator, timing, isTrusted }: Omit<WatchOptions, 'onClose'>) {
    this.#authenticator = authenticator;
    this.#timing = timing;
    this.#isTrusted = isTrusted;
  }

  get size(): number {
    let size = 0;
    for (const watches of this.#byUser.values()) size += watches.size;
    return size;
  }

  open(principal: Principal): Watch {
    const { id } = principal.user;
    const watch = new Watch(principal, {
      authenticator: this.#authenticator,
      timing: this.#timing,
      isTrusted: this.#isTrusted,
      onClose: (closed) => {
        const watches = this.#byUser.get(id);
        watches?.delete(closed);
        if (watches?.size === 0) this.#byUser.delete(id);
      },
    });
    const watches = this.#byUser.get(id);
    if (watches) watches.add(watch);
    else this.#byUser.set(id, new Set([watch]));
    if (this.#isClosed) watch.fail(stopping);
    return watch;
  }

  /** Something was used: worth a look, and no reason to doubt anybody. */
  notice(userIds: Iterable<number>): void {
    for (const id of userIds) for (const watch of this.#byUser.get(id) ?? []) watch.notice();
  }

  /** Something was changed. Resolves when every watch that it concerns has asked whether its own session still lives. */
  async recheck(change: Change): Promise<void> {
    const userIds = change === 'everyone' ? [...this.#byUser.keys()] : change;
    const concerned = userIds.flatMap((id) => [...(this.#byUser.get(id) ?? [])]);
    await Promise.all(concerned.map((watch) => watch.recheck()));
  }

  /** Ends all that are open or will be: whoever looks on has to look elsewhere. */
  close(): void {
    this.#isClosed = true;
    for (const watches of this.#byUser.values()) for (const watch of watches) watch.fail(stopping);
  }
}
