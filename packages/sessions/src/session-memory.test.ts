import { describe, expect, test } from 'vitest';
import { VirtualTime } from './instances/testing/virtual-time.ts';
import { Locations } from './geo/location.ts';
import { LastUsedBuffer } from './sessions/last-used-buffer.ts';
import { LiveSessions } from './sessions/live-sessions.ts';
import { SessionCache } from './sessions/session-cache.ts';
import { defaultSessionLimits as limits } from './sessions/session-limits.ts';
import { SessionMemory } from './session-memory.ts';
import type { SessionUse, RecordUsesOptions } from './sessions/session-store.ts';
import { hashSessionToken } from './tokens/session-token.ts';
import { SessionSubscriptions, defaultStreamLimits } from './session-subscriptions/session-subscriptions.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { later, sampleSession, sampleSummary, sampleUser, start } from './testing/sample-session.ts';

const second = 1000;
const minute = 60 * second;

/** The memory of an instance at a moment, on a store that says which sessions are live. */
function instance() {
  const writes: { readonly uses: readonly SessionUse[]; readonly options: RecordUsesOptions }[] = [];
  const state = { now: start, isLive: true, isAway: false };
  const rechecked: number[] = [];
  const lists: number[] = [];
  const uses = new LastUsedBuffer(limits.lastUsedStep);
  const cache = new SessionCache(100);
  const clock = () => state.now;
  const timing = new VirtualTime();
  const subscriptions = new SessionSubscriptions({
    recheck: (principals) => {
      rechecked.push(...principals.map(({ session }) => session.id));
      return Promise.resolve(principals.map((value) => ({ ok: true, value })));
    },
    list: (userId) => Promise.resolve(void lists.push(userId)).then(() => []),
    explain: () => Promise.resolve(null),
    limits: defaultStreamLimits,
    clock,
    timing,
    isTrusted: () => true,
  });
  const store = {
    recordUses: (written: readonly SessionUse[], options: RecordUsesOptions) => {
      writes.push({ uses: written, options });
      if (state.isAway) return Promise.reject(new Error('away'));
      return Promise.resolve(new Map(state.isLive ? written.map(({ sessionId, at }) => [sessionId, at]) : []));
    },
  };
  const listed: number[] = [];
  const live = new LiveSessions({
    store: { listLive: (userId) => Promise.resolve(void listed.push(userId)).then(() => [sampleSummary({ id: 1 })]) },
    lastUsed: uses,
    limits,
    locations: new Locations({ countryOf: () => null }),
    timing,
    isTrusted: () => true,
    isAlone: () => false,
    capacity: 100,
  });
  const memory = new SessionMemory({ store, cache, live, lastUsed: uses, subscriptions, limits, clock });
  /** Remembers a session of a user, and notes a use of it. */
  const use = (id: number, userId: number, at: Date) => {
    const session = sampleSession({ id, userId });
    const lastUse = uses.entryFor(session);
    const fill = cache.startFill();
    fill.store(hashSessionToken(String(id)), sampleUser(userId), { session, ofBrowser: true, lastUse });
    fill.end();
    uses.touch(lastUse, at.getTime());
  };
  const open = (id: number, userId: number) => {
    const session = sampleSession({ id, userId });
    const tokenHash = hashSessionToken(String(id));
    return subscriptions.open(
      { user: sampleUser(userId), session, tokenHash, ofBrowser: true, provedUntil: null },
      null,
    );
  };
  return { memory, state, writes, rechecked, lists, live, listed, cache, use, open, timing };
}

describe('the memory of an instance', () => {
  test('tells how much it has', () => {
    const { memory, use, open } = instance();
    use(1, 3, later(start, 1));
    use(2, 3, later(start, 1));
    open(1, 3);
    expect(memory.sizes).toEqual({ remembered: 2, unwritten: 2, streams: 1 });
  });

  test('writes each second what is due, by rows that are a step old, and lags where it cannot', async () => {
    const { memory, state, writes, use } = instance();
    use(1, 3, later(start, second));
    state.now = later(start, minute - second);
    await memory.flush();
    expect([writes, memory.flushLag]).toEqual([[], 0]);
    state.now = later(start, minute + 5 * second);
    expect(memory.flushLag).toBe(5 * second);
    await memory.flush();
    const options = { writtenBy: later(start, 5 * second), idle: limits.idle };
    expect(writes).toEqual([
      { uses: [{ sessionId: 1, at: later(start, second), activeDays: 1, country: null }], options },
    ]);
    expect([memory.flushLag, memory.sizes.unwritten]).toEqual([0, 0]);
  });

  test('writes everything before the process ends, also rows that were written a moment ago', async () => {
    const { memory, state, writes, use } = instance();
    for (let id = 1; id <= 2500; id += 1) use(id, 3, later(start, second));
    state.now = later(start, 2 * second);
    await memory.flushAll();
    expect(writes.map(({ uses }) => uses.length)).toEqual([1000, 1000, 500]);
    expect(writes[0]?.options).toEqual({ writtenBy: later(start, 2 * second), idle: limits.idle });
    await memory.flushAll();
    expect(writes).toHaveLength(3);
  });

  test('writes a thousand with one statement, and as many statements as are needed', async () => {
    const { memory, state, writes, use } = instance();
    for (let id = 1; id <= 2001; id += 1) use(id, 3, later(start, second));
    state.now = later(start, 2 * minute);
    await memory.flush();
    expect(writes.map(({ uses }) => uses.length)).toEqual([1000, 1000, 1]);
  });

  test('forgets the users of sessions that turn out to have ended, and of no others', async () => {
    const { memory, state, cache, use, open, rechecked } = instance();
    use(1, 3, later(start, second));
    use(2, 4, later(start, 2 * minute));
    open(1, 3);
    state.now = later(start, 90 * second);
    state.isLive = false;
    await memory.flush();
    expect(cache.get(hashSessionToken('1'))).toBeNull();
    expect(cache.get(hashSessionToken('2'))).not.toBeNull();
    expect(rechecked).toEqual([1]);
  });

  test('forgets nothing of a session that is live, and loses no use where the store is away', async () => {
    const { memory, state, cache, use, open, rechecked } = instance();
    use(1, 3, later(start, second));
    open(1, 3);
    state.now = later(start, 2 * minute);
    state.isAway = true;
    await expect(memory.flush()).rejects.toThrow('away');
    expect(memory.sizes.unwritten).toBe(1);
    state.isAway = false;
    state.now = later(state.now, second);
    await memory.flush();
    expect([memory.sizes.unwritten, rechecked]).toEqual([0, []]);
    expect(cache.get(hashSessionToken('1'))).not.toBeNull();
  });

  test('has the streams of those whose sessions were used read their lists anew', async () => {
    const { memory, use, open, lists, timing } = instance();
    const opened = open(1, 3);
    open(2, 4);
    if (!opened.ok) throw new Error('There is room');
    await timing.advanceTo(5000);
    expect(lists).toEqual([3, 4]);
    use(1, 3, later(start, second));
    await memory.flush();
    await timing.advanceTo(10_000);
    expect(lists).toEqual([3, 4, 3]);
  });

  test('reads the list of a user again after a change, and shows written uses without reading it', async () => {
    const { memory, state, live, listed, use } = instance();
    const lastUses = async () => {
      const list = await live.of(3, { now: state.now, idleSince: state.now });
      return list.map(({ lastUsedAt }) => lastUsedAt);
    };
    expect([await lastUses(), await lastUses()]).toEqual([[start], [start]]);
    expect(listed).toEqual([3]);
    await memory.forget([3]);
    await lastUses();
    expect(listed).toEqual([3, 3]);
    use(1, 3, later(start, second));
    state.now = later(start, 2 * minute);
    await memory.flush();
    expect(memory.sizes.unwritten).toBe(0);
    expect(await lastUses()).toEqual([later(start, second)]);
    expect(listed).toEqual([3, 3]);
  });

  test('does not cache a list whose reading began before uses were written', async () => {
    const { memory, state, live, listed, use } = instance();
    use(1, 3, later(start, second));
    state.now = later(start, 2 * minute);
    const cutoff = { now: state.now, idleSince: state.now };
    const reading = live.of(3, cutoff);
    await memory.flush();
    await reading;
    await live.of(3, cutoff);
    expect(listed).toEqual([3, 3]);
  });

  test('forgets a user who was changed, and asks their streams; and ends all streams with the process', async () => {
    const { memory, cache, use, open, rechecked } = instance();
    use(1, 3, later(start, second));
    const opened = open(1, 3);
    await memory.forget([3]);
    expect([cache.size > 0 && cache.get(hashSessionToken('1')), rechecked]).toEqual([null, [1]]);
    memory.closeStreams();
    await expect(opened.ok ? opened.value.next() : null).rejects.toThrow(StoreUnavailable);
  });
});
