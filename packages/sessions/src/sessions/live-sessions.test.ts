import { describe, expect, test } from 'vitest';
import { VirtualTime } from '../instances/testing/virtual-time.ts';
import { later, sampleSession, sampleSummary, start } from '../testing/sample-session.ts';
import { Locations } from '../geo/location.ts';
import { LastUsedBuffer } from './last-used-buffer.ts';
import { LiveSessions } from './live-sessions.ts';
import { defaultSessionLimits as limits } from './session-limits.ts';
import type { SessionSummary } from './session-view.ts';

const second = 1000;

/** Live sessions on a store that has the given rows for each user, and counts its readings. */
function listed(rows: () => SessionSummary[] = () => [sampleSummary({ id: 7 })], capacity = 100) {
  const state = { isTrusted: true, isAlone: false, now: start };
  const readings: number[] = [];
  const running: (() => void)[] = [];
  const gate = { isShut: false };
  const timing = new VirtualTime();
  const lastUsed = new LastUsedBuffer(limits.lastUsedStep);
  const live = new LiveSessions({
    store: {
      listLive: async (userId) => {
        readings.push(userId);
        const read = rows();
        if (gate.isShut) await new Promise<void>((resolve) => running.push(resolve));
        return read;
      },
    },
    lastUsed,
    limits,
    locations: new Locations({ countryOf: () => null }),
    timing,
    isTrusted: () => state.isTrusted,
    isAlone: () => state.isAlone,
    capacity,
  });
  const ids = async (userId: number) =>
    (await live.of(userId, { now: state.now, idleSince: later(state.now, -limits.idle) })).map(({ id }) => id);
  return { live, state, readings, running, gate, timing, lastUsed, ids };
}

describe('the cached list of a user', () => {
  test('is read once while the instance has a lease, and at each request without one', async () => {
    const { ids, readings, state } = listed();
    expect([await ids(3), await ids(3)]).toEqual([[7], [7]]);
    expect(readings).toEqual([3]);
    state.isTrusted = false;
    await ids(3);
    await ids(4);
    state.isTrusted = true;
    await ids(4);
    expect(readings).toEqual([3, 3, 4, 4]);
  });

  test('is read again after a change of the user, and of all users', async () => {
    const { ids, live, readings } = listed();
    await ids(3);
    await ids(4);
    live.forget([3]);
    await ids(3);
    await ids(4);
    expect(readings).toEqual([3, 4, 3]);
    live.forget('all');
    await ids(3);
    await ids(4);
    expect([readings, live.size]).toEqual([[3, 4, 3, 3, 4], 2]);
  });

  test.each([[[3]], ['all' as const]])('is not kept where the user changed during its reading (%j)', async (change) => {
    const { ids, live, gate, running, readings } = listed();
    gate.isShut = true;
    const reading = ids(3);
    live.forget(change);
    running[0]?.();
    expect(await reading).toEqual([7]);
    gate.isShut = false;
    await ids(3);
    await ids(3);
    expect(readings).toEqual([3, 3]);
  });

  test('is read again after five seconds, because last uses on other instances are not announced', async () => {
    const { ids, readings, timing } = listed();
    await ids(3);
    await timing.advanceTo(5 * second);
    await ids(3);
    expect(readings).toEqual([3]);
    await timing.advanceTo(5 * second + 1);
    await ids(3);
    expect(readings).toEqual([3, 3]);
  });

  test('is read again after a minute while no other instance runs, and after five seconds once one does', async () => {
    const { ids, readings, state, timing } = listed();
    state.isAlone = true;
    await ids(3);
    await timing.advanceTo(60 * second);
    await ids(3);
    expect(readings).toEqual([3]);
    await timing.advanceTo(60 * second + 1);
    await ids(3);
    expect(readings).toEqual([3, 3]);
    await timing.advanceTo(66 * second);
    state.isAlone = false;
    await ids(3);
    expect(readings).toEqual([3, 3, 3]);
  });

  test('shows uses that this instance has seen since, in the order of the last uses, without reading it again', async () => {
    const { live, ids, readings, lastUsed } = listed(() => [sampleSummary({ id: 8 }), sampleSummary({ id: 7 })]);
    expect(await ids(3)).toEqual([7, 8]);
    const cutoff = { now: start, idleSince: start };
    expect(live.of(3, cutoff)).toBe(live.of(3, cutoff));
    lastUsed.touch(lastUsed.entryFor(sampleSession({ id: 7, userId: 3 })), later(start, second).getTime());
    expect(await ids(3)).toEqual([8, 7]);
    expect((await live.of(3, cutoff)).map(({ lastUsedAt }) => lastUsedAt)).toEqual([start, later(start, second)]);
    expect(readings).toEqual([3]);
  });

  test('is read again when a session in it has expired, by the last use that this instance knows', async () => {
    const { ids, readings, state, lastUsed } = listed();
    await ids(3);
    state.now = later(start, limits.idle - second);
    await ids(3);
    lastUsed.touch(lastUsed.entryFor(sampleSession({ id: 7, userId: 3 })), state.now.getTime());
    state.now = later(start, limits.idle);
    await ids(3);
    expect(readings).toEqual([3]);
    state.now = later(state.now, limits.idle);
    await ids(3);
    expect(readings).toEqual([3, 3]);
  });

  test('is dropped when too many rows are cached, or when no request has read it', async () => {
    const { ids, live, timing } = listed(() => [sampleSummary({ id: 1 }), sampleSummary({ id: 2 })], 8);
    for (let userId = 1; userId <= 100; userId += 1) await ids(userId);
    expect(live.size).toBeLessThanOrEqual(4);
    await timing.advanceTo(6 * second);
    await ids(1);
    await timing.advanceTo(12 * second);
    await ids(2);
    expect(live.size).toBe(2);
  });
});
