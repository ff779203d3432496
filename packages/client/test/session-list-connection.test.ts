import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LatchkeyError } from '../src/latchkey-error.ts';
import type { LiveList, SessionChange } from '../src/sessions/session-list.ts';
import { SessionListConnection } from '../src/sessions/session-list-connection.ts';
import type { StreamHandlers } from '../src/sessions/session-stream.ts';
import type { Session, SessionPage, SessionPageRequest } from '../src/sessions/session.ts';
import { fakeSession } from './fake-session.ts';

const unreachable = new LatchkeyError('unreachable', '');
const [one, two, three] = [fakeSession({ id: 1 }), fakeSession({ id: 2 }), fakeSession({ id: 3 })];
const end = { reason: 'revoked', at: '', sessionCreatedAt: null, by: null, hasPassword: true } as const;

/** A server whose answers the test gives. */
class FakeServer {
  readonly streams: { readonly handlers: StreamHandlers; isClosed: boolean }[] = [];
  readonly requests: SessionPageRequest[] = [];
  answer: (request: SessionPageRequest) => Promise<SessionPage> = () => Promise.reject(unreachable);

  readonly connection = new SessionListConnection({
    readPage: (request) => {
      this.requests.push(request);
      return this.answer(request);
    },
    openStream: (handlers) => {
      const stream = { handlers, isClosed: false };
      this.streams.push(stream);
      return () => {
        stream.isClosed = true;
      };
    },
    errorOf: (error) =>
      error instanceof LatchkeyError ? error : new LatchkeyError('internal_error', '', { cause: error }),
    random: () => 1,
  });

  get stream() {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error('No stream was opened');
    return stream.handlers;
  }

  get openStreams(): number {
    return this.streams.filter(({ isClosed }) => !isClosed).length;
  }

  readonly opened = (sessions: readonly Session[], isComplete = true) =>
    this.stream.onData({ kind: 'opened', sessions, isComplete });
  readonly changed = (sessions: readonly Session[], changes: readonly SessionChange[]) =>
    this.stream.onData({ kind: 'changed', sessions, changes });
}

let server: FakeServer;
let lists: LiveList[];
const listen = () => server.connection.subscribe((list) => lists.push(list));
const ids = () => server.connection.current.sessions.map(({ id }) => id);
const page = (sessions: readonly Session[], next: SessionPage['next'] = null) => Promise.resolve({ sessions, next });
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  lists = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a live list', () => {
  it('opens nothing before its first listener, and nothing is open after its last', async () => {
    expect([server.streams.length, server.connection.current.isLoaded]).toEqual([0, false]);
    const [stop, stopOther] = [listen(), listen()];
    expect(server.openStreams).toBe(1);
    stop();
    stop();
    expect(server.openStreams).toBe(1);
    stopOther();
    expect(server.openStreams).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([server.streams.length, server.requests.length]).toEqual([1, 0]);
  });

  it('is one list of what the stream sends, and requests nothing', async () => {
    listen();
    server.opened([one, two]);
    expect(lists.at(-1)).toMatchObject({ sessions: [one, two], isComplete: true, isLoaded: true, isLive: true });
    const used = fakeSession({ id: 2, lastUsedAt: '2026-11-24T09:00:00.000Z' });
    server.changed(
      [used, three],
      [
        { kind: 'used', sessionId: 2 },
        { kind: 'appeared', sessionId: 3 },
        { kind: 'ended', sessionId: 1 },
      ],
    );
    expect(server.connection.current.sessions).toEqual([used, three]);
    expect(server.connection.current).toBe(lists.at(-1));
    for (let pings = 0; pings < 20; pings += 1) {
      server.stream.onSign();
      await vi.advanceTimersByTimeAsync(3000);
    }
    expect([server.requests.length, server.connection.current.isLive]).toEqual([0, true]);
  });

  it('tells each listener once of each change, and a late listener at once', () => {
    listen();
    server.opened([one]);
    const before = lists.length;
    server.changed([two], [{ kind: 'appeared', sessionId: 2 }]);
    server.stream.onSign();
    server.connection.apply({ updated: [], endedIds: [] });
    expect(lists.length).toBe(before + 2);
    const late: LiveList[] = [];
    server.connection.subscribe((list) => late.push(list));
    expect(late).toEqual([server.connection.current]);
  });

  it('reports what has changed, and nothing of a time without a stream', () => {
    const reports: (readonly SessionChange[])[] = [];
    const stop = server.connection.onChange((changes) => reports.push(changes));
    expect(server.streams).toEqual([]);
    listen();
    server.opened([one]);
    expect(reports).toEqual([]);
    const change = { kind: 'used', sessionId: 1 } as const;
    server.changed([one], [change]);
    server.stream.onConnecting();
    server.opened([one]);
    expect(reports).toEqual([[change], []]);
    stop();
    server.changed([one], [change]);
    expect(reports).toHaveLength(2);
  });

  it('loads what the beginning of a long list leaves out, with changes that arrive meanwhile', async () => {
    let answer = (_: SessionPage) => {};
    server.answer = () => new Promise((resolve) => (answer = resolve));
    listen();
    server.opened([three], false);
    expect([ids(), server.connection.current.isComplete]).toEqual([[3], false]);
    const { lastUsedAt } = three;
    const after = { lastUsed: Date.parse(lastUsedAt) * 1000 + 999, id: Number.MAX_SAFE_INTEGER };
    expect(server.requests).toEqual([{ order: 'latest_use_first', after }]);
    server.changed([], [{ kind: 'ended', sessionId: 1 }]);
    server.connection.apply({ updated: [], endedIds: [3] });
    answer({ sessions: [two, one], next: null });
    await settle();
    expect([ids(), server.connection.current.isComplete]).toEqual([[2], true]);
  });

  it('keeps a complete list when a stream begins with a part of it, and is complete with the rest', async () => {
    listen();
    server.opened([one, two]);
    let answer = (_: SessionPage) => {};
    server.answer = () => new Promise((resolve) => (answer = resolve));
    server.opened([three], false);
    expect([ids(), server.connection.current.isComplete]).toEqual([[1, 2, 3], false]);
    answer({ sessions: [two], next: null });
    await settle();
    expect([ids(), server.connection.current.isComplete]).toEqual([[2, 3], true]);
  });
});

describe('a live list of which a load has failed', () => {
  const busy = new LatchkeyError('busy', '');
  /** Lets time pass in which the stream stays alive. In seconds. */
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 3) {
      server.stream.onSign();
      await vi.advanceTimersByTimeAsync(3000);
    }
  };
  beforeEach(() => {
    server.answer = () => Promise.reject(busy);
  });

  it('is not complete until the rest is loaded, and loses what has ended while no stream was open', async () => {
    const reports: (readonly SessionChange[])[] = [];
    server.connection.onChange((changes) => reports.push(changes));
    listen();
    server.opened([one, two, three]);
    server.stream.onConnecting();
    server.opened([three], false);
    await pass(12);
    expect([ids(), reports]).toEqual([[1, 2, 3], [[]]]);
    expect(server.connection.current).toMatchObject({ isComplete: false, isLive: true, error: busy });
    server.answer = () => page([two, three]);
    await pass(6);
    expect([ids(), reports]).toEqual([
      [2, 3],
      [[], []],
    ]);
    expect(server.connection.current).toMatchObject({ isComplete: true, isLive: true, error: null });
    const { length } = server.requests;
    await pass(60);
    expect(server.requests.length).toBe(length);
  });

  it('becomes complete where only a part was there, of which no row leaves meanwhile', async () => {
    listen();
    server.opened([three, two], false);
    await pass(3);
    expect([ids(), server.connection.current.isComplete]).toEqual([[3, 2], false]);
    const next = { lastUsed: 1, id: 1 };
    server.answer = ({ order }) => (order === 'latest_use_first' ? page([three], next) : page([one, two]));
    lists = [];
    await pass(15);
    expect([ids(), server.connection.current.isComplete]).toEqual([[3, 1, 2], true]);
    expect(Math.min(...lists.map(({ sessions }) => sessions.length))).toBe(2);
  });

  it('loads it again where the list is live and complete, until no error is left', async () => {
    listen();
    server.opened([one]);
    expect((await server.connection.refresh()).error).toBe(busy);
    server.answer = () => page([one]);
    await pass(15);
    expect([server.connection.current.error, server.requests.length]).toEqual([null, 2]);
  });
});

describe('a listener of a live list', () => {
  it('hears the newest list last where an earlier one changes the list', () => {
    const heard: (readonly number[])[] = [];
    server.connection.subscribe(({ sessions }) => {
      if (sessions.includes(one)) server.connection.apply({ updated: [], endedIds: [1] });
    });
    server.connection.subscribe(({ sessions }) => heard.push(sessions.map(({ id }) => id)));
    server.opened([one, two]);
    expect([heard.at(-1), ids()]).toEqual([[2], [2]]);
  });

  it('does not hear a list twice where an earlier one subscribes it, and none where that has ended it', () => {
    const late: LiveList[] = [];
    let stopOther = () => {};
    let isSubscribed = false;
    server.connection.subscribe(({ isLoaded }) => {
      if (!isLoaded || isSubscribed) return;
      isSubscribed = true;
      server.connection.subscribe((list) => late.push(list));
      stopOther();
    });
    const other: boolean[] = [];
    stopOther = server.connection.subscribe(({ isLoaded }) => other.push(isLoaded));
    server.opened([one]);
    expect([late, other.includes(true)]).toEqual([[server.connection.current], false]);
  });

  it('that throws stops no other one, no load and no stream, and its error is reported', async () => {
    const errors: unknown[] = [];
    vi.stubGlobal('queueMicrotask', (run: () => void) => {
      try {
        run();
      } catch (error) {
        errors.push(error);
      }
    });
    const bug = new Error('A bug of the application');
    const fail = () => {
      throw bug;
    };
    const reports: (readonly SessionChange[])[] = [];
    server.connection.onChange(fail);
    server.connection.onChange((changes) => reports.push(changes));
    server.connection.subscribe(fail);
    listen();
    server.answer = () => page([one]);
    expect(await server.connection.refresh()).toMatchObject({ sessions: [one], error: null });
    server.opened([one]);
    const change = { kind: 'appeared', sessionId: 2 } as const;
    server.changed([two], [change]);
    expect([lists.at(-1)?.sessions, reports, server.requests.length]).toEqual([[one, two], [[change]], 1]);
    expect(new Set(errors)).toEqual(new Set([bug]));
    expect(server.connection.subscribe(fail)).toBeTypeOf('function');
  });
});

describe('changes of the application, in a live list', () => {
  const labels = () => server.connection.current.sessions.map(({ id, label }) => [id, label]);
  const report = () => server.changed([fakeSession({ id: 1, activeDays: 2 })], [{ kind: 'used', sessionId: 1 }]);

  it('a pending label stays over what the server reports of any session of the device, until the answer', () => {
    listen();
    server.opened([one, fakeSession({ id: 2, deviceId: one.deviceId + 1 })]);
    const hideLabel = server.connection.showLabel(one.deviceId, 'Kitchen');
    const pending = [
      [1, 'Kitchen'],
      [2, null],
    ];
    expect(labels()).toEqual(pending);
    report();
    expect(labels()).toEqual(pending);
    server.opened([one, three]);
    expect(labels()).toEqual([
      [1, 'Kitchen'],
      [3, 'Kitchen'],
    ]);
    hideLabel();
    expect(labels()).toEqual([
      [1, null],
      [3, null],
    ]);
  });

  it('the later of two pending labels is shown, and the earlier where only the later is refused', () => {
    listen();
    server.opened([fakeSession({ id: 1, label: 'Attic' })]);
    const hideFirst = server.connection.showLabel(one.deviceId, 'Kitchen');
    const hideSecond = server.connection.showLabel(one.deviceId, null);
    expect(labels()).toEqual([[1, null]]);
    hideSecond();
    expect(labels()).toEqual([[1, 'Kitchen']]);
    hideFirst();
    expect(labels()).toEqual([[1, 'Attic']]);
  });

  it('an ended session stays out of the list when an earlier report or list arrives late, until the next user', () => {
    listen();
    server.opened([one, two]);
    server.connection.apply({ updated: [], endedIds: [1] });
    report();
    expect(ids()).toEqual([2]);
    server.opened([one, two]);
    expect(ids()).toEqual([2]);
    server.connection.clear();
    server.opened([one]);
    expect(ids()).toEqual([1]);
  });
});

describe('a live list without a stream', () => {
  it('is loaded when none opens in time, in pages, of which each shows', async () => {
    const next = { lastUsed: 1, id: 1 };
    server.answer = ({ order, after }) =>
      order === 'latest_use_first' ? page([three], next) : after ? page([two, three]) : page([one], next);
    listen();
    await vi.advanceTimersByTimeAsync(1499);
    expect(server.requests).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.requests).toHaveLength(3);
    expect(ids()).toEqual([3, 1, 2]);
    expect(lists.map(({ sessions, isComplete }) => [sessions.length, isComplete])).toContainEqual([2, false]);
    expect(server.connection.current).toMatchObject({ isComplete: true, isLive: false, isLoading: false });
  });

  it('is loaded at once when the stream fails, and every 15 seconds until one opens', async () => {
    server.answer = () => page([one]);
    listen();
    server.stream.onError(unreachable);
    await settle();
    expect([ids(), server.requests.length]).toEqual([[1], 1]);
    server.answer = () => page([one, two]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(ids()).toEqual([1, 2]);
    const { length } = server.requests;
    server.opened([three]);
    await vi.advanceTimersByTimeAsync(6000);
    server.stream.onSign();
    await vi.advanceTimersByTimeAsync(6000);
    server.stream.onSign();
    await vi.advanceTimersByTimeAsync(6000);
    expect([ids(), server.requests.length]).toEqual([[3], length]);
  });

  it('loads once more after a load that began before the change, and once for all who ask meanwhile', async () => {
    const answers: ((_: SessionPage) => void)[] = [];
    server.answer = () => new Promise((resolve) => answers.push(resolve));
    const early = server.connection.refresh();
    const [late, later] = [server.connection.refresh(), server.connection.refresh()];
    answers[0]?.({ sessions: [one], next: null });
    expect(await early).toMatchObject({ sessions: [one] });
    await settle();
    answers[1]?.({ sessions: [two], next: null });
    expect([(await late).sessions, (await later).sessions]).toEqual([[two], [two]]);
    expect(server.requests).toHaveLength(2);
  });

  it('loads nothing more for those who asked before the list was cleared or a stream began', async () => {
    server.answer = () => Promise.resolve({ sessions: [one], next: null });
    let queued = [server.connection.refresh(), server.connection.refresh()];
    server.connection.clear();
    await Promise.all(queued);
    expect([ids(), server.requests.length]).toEqual([[], 1]);
    listen();
    queued = [server.connection.refresh(), server.connection.refresh()];
    server.opened([two]);
    await Promise.all(queued);
    expect([ids(), server.requests.length]).toEqual([[2], 2]);
  });

  it('reports nothing in particular when a poll finds other sessions', async () => {
    const reports: (readonly SessionChange[])[] = [];
    server.connection.onChange((changes) => reports.push(changes));
    listen();
    server.opened([one]);
    server.answer = () => page([one]);
    server.stream.onError(unreachable);
    await settle();
    expect([server.requests.length, reports]).toEqual([1, []]);
    server.answer = () => page([one, two]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect([ids(), reports]).toEqual([[1, 2], [[]]]);
    server.answer = () => page([two]);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(reports).toEqual([[], []]);
  });

  it('opens the stream again after pauses that double up to half a minute, until data arrives', async () => {
    server.answer = () => page([one]);
    listen();
    for (const pause of [400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]) {
      const { length } = server.streams;
      server.stream.onError(unreachable);
      await vi.advanceTimersByTimeAsync(pause - 1);
      expect(server.streams.length, String(pause)).toBe(length);
      await vi.advanceTimersByTimeAsync(1);
      expect(server.streams.length, String(pause)).toBe(length + 1);
    }
    server.opened([one]);
    server.stream.onError(unreachable);
    const { length } = server.streams;
    await vi.advanceTimersByTimeAsync(400);
    expect(server.streams.length).toBe(length + 1);
    expect(server.openStreams).toBe(1);
  });

  it('is not live while the stream is silent or connects again, and is when it speaks', async () => {
    listen();
    server.opened([one]);
    server.stream.onSign();
    await vi.advanceTimersByTimeAsync(6999);
    expect(server.connection.current.isLive).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.connection.current).toMatchObject({ isLive: false, sessions: [one] });
    server.stream.onSign();
    expect(server.connection.current.isLive).toBe(true);
    server.stream.onConnecting();
    expect(server.connection.current.isLive).toBe(false);
    server.opened([one]);
    expect(server.connection.current.isLive).toBe(true);
  });

  it('tries a load twice, then has its error, and none after a success', async () => {
    listen();
    server.stream.onError(unreachable);
    await settle();
    expect([server.requests.length, server.connection.current.error]).toEqual([1, null]);
    await vi.advanceTimersByTimeAsync(800);
    expect([server.requests.length, server.connection.current.error]).toEqual([2, unreachable]);
    server.answer = () => page([one]);
    expect(await server.connection.refresh()).toMatchObject({ error: null, sessions: [one], isLoading: false });
  });

  it('ignores a load that is older than the beginning of a stream', async () => {
    let answer = (_: SessionPage) => {};
    server.answer = () => new Promise((resolve) => (answer = resolve));
    listen();
    await vi.advanceTimersByTimeAsync(1500);
    expect(server.connection.current.isLoading).toBe(true);
    server.opened([two]);
    answer({ sessions: [one], next: null });
    await settle();
    expect([ids(), server.connection.current.isLoading]).toEqual([[2], false]);
  });
});

describe('a live list whose session has ended', () => {
  it.each(['stream', 'load'] as const)(
    'is empty, has the reason from the %s, and requests nothing more',
    async (by) => {
      const ended = new LatchkeyError('token_incorrect', '', { end });
      listen();
      server.opened([one]);
      if (by === 'stream') server.stream.onError(ended);
      else {
        server.answer = () => Promise.reject(ended);
        server.stream.onError(unreachable);
      }
      await settle();
      expect(server.connection.current).toMatchObject({ sessions: [], isLoaded: false, isLive: false, error: ended });
      const { length } = server.requests;
      await vi.advanceTimersByTimeAsync(60_000);
      expect([server.requests.length, server.openStreams]).toEqual([length, 0]);
      server.connection.clear();
      expect([server.openStreams, server.connection.current.error]).toEqual([1, null]);
    },
  );

  it('begins anew with the next first listener', () => {
    const stop = listen();
    server.stream.onError(new LatchkeyError('token_incorrect', '', { end }));
    expect([server.connection.current.error?.end?.reason, server.openStreams]).toEqual(['revoked', 0]);
    stop();
    expect(server.connection.current.error).toBeNull();
    listen();
    expect(server.openStreams).toBe(1);
  });

  it('goes on where only the token was replaced', async () => {
    server.answer = () => page([one]);
    listen();
    server.opened([one]);
    server.stream.onError(new LatchkeyError('token_incorrect', ''));
    await vi.advanceTimersByTimeAsync(400);
    expect([ids(), server.openStreams]).toEqual([[1], 1]);
  });

  it('goes on where also loads are refused with a token that was replaced, until there is a new one', async () => {
    const replaced = new LatchkeyError('token_incorrect', '');
    listen();
    server.opened([one]);
    server.answer = () => Promise.reject(replaced);
    server.stream.onError(replaced);
    await settle();
    expect(server.connection.current).toMatchObject({ sessions: [one], isLoaded: true, error: replaced });
    await vi.advanceTimersByTimeAsync(400);
    server.opened([two]);
    expect(server.connection.current).toMatchObject({ sessions: [two], isLive: true, error: null });
  });

  it('is over without a reason where there is no token', async () => {
    listen();
    server.opened([one]);
    server.answer = () => Promise.reject(new LatchkeyError('token_not_provided', ''));
    server.stream.onError(unreachable);
    await settle();
    expect(server.connection.current).toMatchObject({ sessions: [], isLoaded: false });
    expect(server.openStreams).toBe(0);
  });
});

describe('a live list in a page', () => {
  /** A page with a document, as far as the subscription reads it. */
  function openPage() {
    const [document, window] = [new EventTarget(), new EventTarget()];
    const navigator = { onLine: true };
    Object.assign(document, { visibilityState: 'visible' });
    vi.stubGlobal('document', document);
    vi.stubGlobal('navigator', navigator);
    vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
    return {
      show(visibilityState: 'visible' | 'hidden') {
        Object.assign(document, { visibilityState });
        document.dispatchEvent(new Event('visibilitychange'));
      },
      setOnline(onLine: boolean) {
        navigator.onLine = onLine;
        window.dispatchEvent(new Event(onLine ? 'online' : 'offline'));
      },
    };
  }

  it('has no connection while the page is hidden', async () => {
    const { show } = openPage();
    listen();
    server.opened([one]);
    show('hidden');
    expect([server.openStreams, server.connection.current.isLive]).toEqual([0, false]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.requests).toEqual([]);
    show('visible');
    expect(server.openStreams).toBe(1);
  });

  it('is not live offline, and connects anew when the network is back', () => {
    const { setOnline } = openPage();
    const stop = listen();
    server.opened([one]);
    setOnline(false);
    expect(server.connection.current.isLive).toBe(false);
    setOnline(true);
    expect([server.streams.length, server.openStreams]).toEqual([2, 1]);
    stop();
    setOnline(true);
    expect(server.openStreams).toBe(0);
  });
});
