import { describe, expect, test } from 'vitest';
import { type SessionView, sessionView } from '../sessions/session-view.ts';
import { Locations } from '../geo/location.ts';
import { defaultSessionLimits as limits } from '../sessions/session-limits.ts';
import { later, sampleSummary, start } from '../testing/sample-session.ts';
import { SessionList } from './session-list.ts';

const locations = new Locations({ countryOf: () => null });

const listed = (id: number, label: string | null = null): SessionView =>
  sessionView(sampleSummary({ id, label }), sampleSummary(), limits, locations);
/** Sessions with the ids from one to another. */
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => listed(from + at));

const idsOf = (event: ReturnType<SessionList['changesSince']>) => (event?.ok ? event.sessions.map(({ id }) => id) : []);
const marks = (event: ReturnType<SessionList['changesSince']>) =>
  event?.ok ? event.sessions.filter(({ isCurrent }) => isCurrent).map(({ id }) => id) : [];

describe('a list that was read for all streams of a user', () => {
  test('opens a stream with the hundred sessions that were used last, and tells whether these are all', () => {
    const whole = new SessionList(range(1, 100), 1, 0);
    expect(idsOf(whole.opening(1))).toEqual(range(1, 100).map(({ id }) => id));
    expect(whole.opening(1)).toMatchObject({ ok: true, kind: 'opened', isComplete: true });
    const long = new SessionList(range(1, 101), 1, 0);
    expect(idsOf(long.opening(50))).toEqual(range(2, 101).map(({ id }) => id));
    expect(long.opening(50)).toMatchObject({ isComplete: false });
    expect(marks(long.opening(50))).toEqual([50]);
    expect([whole.size, long.size]).toEqual([100, 101]);
  });

  test('opens all streams with one object whose own session is not in it, and each other with one of its own', () => {
    const list = new SessionList(range(1, 101), 1, 0);
    expect(list.opening(1)).toBe(list.opening(200));
    expect(list.opening(50)).toBe(list.opening(50));
    expect(list.opening(50)).not.toBe(list.opening(51));
    expect(list.opening(50)).not.toBe(list.opening(1));
    expect(marks(list.opening(1))).toEqual([]);
  });

  test('knows when time alone ends each session', () => {
    const list = new SessionList(range(1, 2), 1, 0);
    expect(list.expiryOf(2)).toEqual(later(start, limits.idle));
    expect(list.expiryOf(3)).toBeNull();
    expect(new SessionList([], 1, 0).expiryOf(1)).toBeNull();
  });

  test('tells what has changed since another was read, and the sessions as they are now', () => {
    const before = new SessionList([listed(1), listed(2), listed(3)], 1, 0);
    const after = new SessionList([listed(2, 'Kitchen'), listed(3), listed(4)], 2, 10);
    const changes = after.changesSince(before, 2);
    expect(changes).toMatchObject({
      ok: true,
      kind: 'changed',
      changes: [
        { kind: 'renamed', sessionId: 2 },
        { kind: 'appeared', sessionId: 4 },
        { kind: 'ended', sessionId: 1 },
      ],
    });
    expect([idsOf(changes), marks(changes)]).toEqual([[2, 4], [2]]);
    expect(after.changesSince(before, 9)).toBe(after.changesSince(before, 3));
    expect(marks(after.changesSince(before, 3))).toEqual([]);
    expect(after.changesSince(before, 2)).toBe(changes);
    expect(after.changesSince(new SessionList([listed(2, 'Kitchen'), listed(3), listed(4)], 1, 0), 2)).toBeNull();
  });

  test('gives each stream the changes since the list that it sent last', () => {
    const [first, next] = [new SessionList([listed(1)], 1, 0), new SessionList([listed(1), listed(2)], 2, 0)];
    const last = new SessionList([listed(1), listed(2), listed(3)], 3, 0);
    expect(idsOf(last.changesSince(first, 1))).toEqual([2, 3]);
    expect(idsOf(last.changesSince(next, 1))).toEqual([3]);
    expect(idsOf(last.changesSince(first, 1))).toEqual([2, 3]);
  });

  test('forgets the objects that it has made', () => {
    const before = new SessionList([listed(1)], 1, 0);
    const list = new SessionList([listed(1), listed(2)], 2, 5);
    const [opening, changes] = [list.opening(1), list.changesSince(before, 1)];
    list.forgetEvents();
    expect(list.opening(1)).not.toBe(opening);
    expect(list.opening(1)).toEqual(opening);
    expect(list.changesSince(before, 1)).not.toBe(changes);
    expect(list.changesSince(before, 1)).toEqual(changes);
    expect([list.version, list.readAt]).toEqual([2, 5]);
  });
});
