import { isSessionOver, type LatchkeyError } from '../latchkey-error.ts';
import { callApart, Listeners } from './listeners.ts';
import { OwnChanges } from './own-changes.ts';
import { isHidden, isOffline, listenToPage } from './page-visibility.ts';
import { type LoaderOptions, SessionListLoader } from './session-list-loader.ts';
import {
  hasSameSessions,
  isSameList,
  nothing,
  type LiveList,
  type LiveSessions,
  type SessionChange,
  type SessionListChange,
} from './session-list.ts';
import type { StreamEvent, StreamHandlers } from './session-stream.ts';
import type { Session } from './session.ts';

export interface ConnectionOptions extends Omit<LoaderOptions, 'onList'> {
  /** Opens a stream. Returns a function that closes it. */
  readonly openStream: (handlers: StreamHandlers) => () => void;
  /** Returns a number from 0 to 1. */
  readonly random?: () => number;
}

/** How long a list waits for the stream, which begins with it, before it is requested. All times in milliseconds. */
const openingTime = 1500;
/** How often the list is loaded while no stream is open, a load has failed, or a part is missing. */
const pollInterval = 15_000;
/** Longer than two pings of the server. After this silence the stream counts as dead. */
const longestSilence = 7000;
/** Waits before a failed stream is opened again, doubling from the shortest to the longest. */
const [shortestPause, longestPause] = [400, 30_000];

interface RunningLoad {
  readonly controller: AbortController;
  readonly done: Promise<LiveList>;
  /** The load that begins after this one, for those who ask for one meanwhile. */
  next: Promise<LiveList> | null;
}

type Timer = ReturnType<typeof setTimeout>;

/**
 * Keeps the list current while it has a listener: by a stream, which it opens again when it fails, and without one by loads.
 * Neither runs while the page is hidden, because a browser opens at most six connections to a server.
 */
export class SessionListConnection implements LiveSessions {
  readonly #options: ConnectionOptions;
  readonly #loader: SessionListLoader;
  readonly #own = new OwnChanges(() => this.#emit());
  readonly #listeners = new Listeners<LiveList>();
  readonly #changeListeners = new Listeners<readonly SessionChange[]>();
  #current = nothing;
  #list: Pick<LiveList, 'sessions' | 'isComplete' | 'isLoaded' | 'checkedAt'> = nothing;
  #error: LatchkeyError | null = null;
  #load: RunningLoad | null = null;
  #closeStream: (() => void) | null = null;
  #leavePage = () => {};
  #hasOpened = false;
  /** Whether the open stream has begun with the list. */
  #isOpen = false;
  #isSilent = false;
  /** Whether the stream began with a part of the list, and the rest has not been loaded since. */
  #isRestMissing = false;
  #pause = shortestPause;
  #pollTimer: Timer | undefined;
  #retryTimer: Timer | undefined;
  #openingTimer: Timer | undefined;
  #silenceTimer: Timer | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { readPage, errorOf } = options;
    this.#loader = new SessionListLoader({
      readPage,
      errorOf,
      onList: ({ sessions, isComplete }) => {
        this.#list = { sessions, isComplete, isLoaded: true, checkedAt: new Date() };
        this.#emit();
      },
    });
  }

  get current(): LiveList {
    return this.#current;
  }

  subscribe(listener: (list: LiveList) => void): () => void {
    const remove = this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    if (this.#current.isLoaded) callApart(listener, this.#current);
    return () => {
      if (!remove() || this.#listeners.size > 0) return;
      this.#stop();
      // The next listener begins anew.
      this.#error = null;
      this.#emit();
    };
  }

  onChange(listener: (changes: readonly SessionChange[]) => void): () => void {
    const remove = this.#changeListeners.add(listener);
    return () => void remove();
  }

  apply(change: SessionListChange): void {
    this.#own.hide(change.endedIds);
    this.#loader.apply(change);
  }

  showLabel(deviceId: number, label: string | null): () => void {
    return this.#own.showLabel(deviceId, label);
  }

  refresh(): Promise<LiveList> {
    const running = this.#load;
    if (!running) return this.#startLoad(null);
    // It may have been answered before the change that the caller wants to see. A stream that aborts it reports changes itself.
    const { signal } = running.controller;
    running.next ??= running.done.then(
      () => this.#load?.done ?? (signal.aborted ? this.#current : this.#startLoad(null)),
    );
    return running.next;
  }

  clear(): void {
    this.end(null);
    if (this.#listeners.size > 0) this.#start();
  }

  /** Forgets the list, whose session has ended, and opens nothing until it is cleared or has its next first listener. */
  end(error: LatchkeyError | null): void {
    this.#stop();
    this.#loader.clear();
    this.#own.clear();
    this.#hasOpened = false;
    this.#isRestMissing = false;
    this.#pause = shortestPause;
    this.#list = nothing;
    this.#error = error;
    this.#emit();
  }

  #start(): void {
    this.#leavePage = listenToPage({
      onVisibility: () => (isHidden() ? this.#disconnect() : this.#connect()),
      // A connection of the former network may be dead without an error.
      onOnline: () => !isHidden() && this.#connect(),
      onOffline: () => this.#emit(),
    });
    if (!isHidden()) this.#connect();
  }

  #stop(): void {
    this.#leavePage();
    this.#disconnect();
    this.#load?.controller.abort();
    this.#load = null;
  }

  #connect(): void {
    this.#disconnect();
    this.#openingTimer = setTimeout(() => this.#poll(), openingTime);
    this.#pollTimer = setInterval(() => {
      const { isLive, isComplete, error } = this.#current;
      if (!isLive || !isComplete || error) this.#poll();
    }, pollInterval);
    this.#openStream();
  }

  #disconnect(): void {
    for (const timer of [this.#openingTimer, this.#retryTimer, this.#silenceTimer]) clearTimeout(timer);
    clearInterval(this.#pollTimer);
    this.#endStream();
  }

  #openStream(): void {
    this.#endStream();
    this.#isSilent = false;
    let isClosed = false;
    const ifOpen =
      <Given extends unknown[]>(handle: (...given: Given) => void) =>
      (...given: Given) =>
        isClosed || handle(...given);
    const close = this.#options.openStream({
      onData: ifOpen((event) => this.#onData(event)),
      onConnecting: ifOpen(() => this.#setOpen(false)),
      onError: ifOpen((error) => this.#onStreamError(error)),
      onSign: ifOpen(() => this.#onSign()),
    });
    this.#closeStream = () => {
      isClosed = true;
      close();
    };
  }

  #endStream(): void {
    this.#closeStream?.();
    this.#closeStream = null;
    this.#setOpen(false);
  }

  #onData(event: StreamEvent): void {
    this.#pause = shortestPause;
    clearTimeout(this.#openingTimer);
    if (event.kind === 'changed') {
      const { sessions, changes } = event;
      const endedIds = changes.filter(({ kind }) => kind === 'ended').map(({ sessionId }) => sessionId);
      this.#loader.apply({ updated: sessions, endedIds });
      this.#changeListeners.call(changes);
      return;
    }
    this.#load?.controller.abort();
    this.#load = null;
    this.#isOpen = true;
    this.#error = null;
    this.#isRestMissing = !event.isComplete;
    this.#loader.begin(event);
    if (!event.isComplete) void this.#startLoad(event.sessions);
    // Changes between two streams were not reported.
    if (this.#hasOpened) this.#changeListeners.call([]);
    this.#hasOpened = true;
  }

  #onStreamError(error: LatchkeyError): void {
    this.#endStream();
    clearTimeout(this.#openingTimer);
    // Without an end, a step-up has replaced the token.
    if (error.end) return this.end(error);
    // The stream may have failed for a reason that only a request can tell.
    this.#poll();
    const { random = Math.random } = this.#options;
    // Randomized, so that clients that lose a server together do not return together.
    this.#retryTimer = setTimeout(() => this.#openStream(), this.#pause * (0.5 + random() / 2));
    this.#pause = Math.min(2 * this.#pause, longestPause);
  }

  #onSign(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#setSilent(true), longestSilence);
    this.#setSilent(false);
  }

  #setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
    this.#emit();
  }

  #setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#emit();
  }

  /** Loads the list, unless a load is running. */
  #poll(): void {
    if (!this.#load) void this.#startLoad(null);
  }

  #startLoad(beginning: readonly Session[] | null): Promise<LiveList> {
    const controller = new AbortController();
    const done = this.#runLoad(beginning, controller.signal);
    this.#load = { controller, done, next: null };
    this.#emit();
    return done;
  }

  async #runLoad(beginning: readonly Session[] | null, signal: AbortSignal): Promise<LiveList> {
    const before = this.#list;
    const error = await this.#loader.load(beginning, signal);
    if (signal.aborted) return this.#current;
    this.#load = null;
    if (error && isSessionOver(error)) {
      this.end(error);
      return this.#current;
    }
    this.#error = error;
    // What has ended before the stream began was not reported either.
    const isReported = this.#current.isLive && !this.#isRestMissing;
    this.#isRestMissing &&= error !== null;
    this.#emit();
    // No stream has reported this change.
    if (before.isComplete && !isReported && !hasSameSessions(before.sessions, this.#list.sessions))
      this.#changeListeners.call([]);
    return this.#current;
  }

  #emit(): void {
    const next = {
      ...this.#list,
      sessions: this.#own.over(this.#list.sessions),
      isComplete: this.#list.isComplete && !this.#isRestMissing,
      isLoading: this.#load !== null,
      isLive: this.#isOpen && !this.#isSilent && !isOffline(),
      error: this.#error,
    };
    if (isSameList(next, this.#current)) return;
    this.#current = next;
    this.#listeners.call(next, () => this.#current === next);
  }
}
