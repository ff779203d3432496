import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Invalidation } from '../instances/invalidation.ts';
import { LastUsedBuffer } from './last-used-buffer.ts';
import { type CachedSession, SessionCache } from './session-cache.ts';
import { hashSessionToken } from '../tokens/session-token.ts';
import { sampleSession, sampleUser } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';

const uses = new LastUsedBuffer(60_000);

/** Sessions are numbered here, and the number stands for its token too. */
const hashOf = (id: number) => hashSessionToken(String(id));

function found(id: number, userId: number): CachedSession {
  const session = sampleSession({ id, userId });
  return { session, ofBrowser: false, lastUse: uses.entryFor(session) };
}

/** A look into the database that finds a session of a user while a change may come about. */
function look(cache: SessionCache, id: number, userId: number, meanwhile: () => void = () => {}): void {
  const fill = cache.startFill();
  meanwhile();
  fill.store(hashOf(id), sampleUser(userId), found(id, userId));
  fill.end();
}

const knows = (cache: SessionCache, id: number): boolean => cache.get(hashOf(id)) !== null;

const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

describe('a remembered session', () => {
  test('is found by the hash of its token, with whose it is, and without what only a list shows', () => {
    const cache = new SessionCache(10);
    const session = sampleSession({
      id: 5,
      userId: 7,
      userAgent: capUserAgent('curl/8.5.0'),
      clientLabel: 'Nightly backup',
      label: 'Kitchen iPad',
      ip: '203.0.113.7',
      steppedUpAt: new Date(1),
      binding: { secret: 'secret', key: 'key' },
    });
    const fill = cache.startFill();
    fill.store(hashOf(5), sampleUser(7), { session, ofBrowser: true, lastUse: uses.entryFor(session) });
    fill.end();
    const { id, deviceId, confirmedAt, rememberMe, createdAt, methods, authenticatedAt, steppedUpAt } = session;
    const { idleLimit, absoluteExpiresAt, binding } = session;
    expect(cache.get(hashOf(5))).toMatchObject({ user: sampleUser(7), ofBrowser: true });
    expect(cache.get(hashOf(5))?.session).toEqual({
      id,
      deviceId,
      confirmedAt,
      rememberMe,
      createdAt,
      methods,
      authenticatedAt,
      steppedUpAt,
      idleLimit,
      absoluteExpiresAt,
      binding,
    });
    expect(knows(cache, 6)).toBe(false);
  });

  test('is one and the same at each look, so that its last use is noted in one place', () => {
    const cache = new SessionCache(10);
    look(cache, 1, 1);
    expect(cache.get(hashOf(1))?.lastUse).toBe(cache.get(hashOf(1))?.lastUse);
  });
});

describe('the room', () => {
  test('is never exceeded, however many are remembered', () => {
    const cache = new SessionCache(10);
    for (const id of numbers(1, 1000)) {
      look(cache, id, id);
      expect(cache.size).toBeLessThanOrEqual(10);
    }
  });

  test('always holds the half that was asked for last', () => {
    const cache = new SessionCache(10);
    for (const id of numbers(1, 100)) {
      look(cache, id, id);
      for (const recent of numbers(Math.max(1, id - 4), Math.min(id, 5))) expect(knows(cache, recent)).toBe(true);
    }
  });

  test('keeps sessions that are looked up again and again, and drops those that are not', () => {
    const cache = new SessionCache(10);
    look(cache, 1, 1);
    look(cache, 2, 2);
    for (const id of numbers(3, 100)) {
      look(cache, id, id);
      expect(knows(cache, 1)).toBe(true);
    }
    expect(knows(cache, 2)).toBe(false);
  });

  test('is enough for one, however small it is', () => {
    const cache = new SessionCache(0);
    look(cache, 1, 1);
    expect(knows(cache, 1)).toBe(true);
  });
});

describe('forgetting', () => {
  test('a user removes all of their sessions at once, old and young, and none of other users', () => {
    const cache = new SessionCache(10);
    for (const id of numbers(1, 8)) look(cache, id, id % 2);
    cache.forget([1]);
    for (const id of numbers(1, 8)) expect(knows(cache, id)).toBe(id % 2 === 0);
  });

  test('also removes sessions that were not looked up lately', () => {
    const cache = new SessionCache(10);
    for (const id of numbers(1, 8)) look(cache, id, id);
    cache.forget([1]);
    expect(knows(cache, 1)).toBe(false);
    expect(knows(cache, 2)).toBe(true);
  });

  test('removes those that were remembered early and late, looked up again or not', () => {
    const cache = new SessionCache(6);
    look(cache, 1, 7);
    for (const id of numbers(2, 3)) look(cache, id, 8);
    look(cache, 5, 7);
    expect(knows(cache, 1)).toBe(true);
    cache.forget([7]);
    for (const id of [1, 5]) expect(knows(cache, id)).toBe(false);
  });

  test('all users leaves the cache empty', () => {
    const cache = new SessionCache(10);
    for (const id of numbers(1, 8)) look(cache, id, id);
    cache.forget('all');
    for (const id of numbers(1, 8)) expect(knows(cache, id)).toBe(false);
    expect(cache.size).toBe(0);
  });

  test('does not keep a later look from being remembered, nor does that bring back the others', () => {
    const cache = new SessionCache(10);
    look(cache, 1, 7);
    look(cache, 2, 7);
    cache.forget([7]);
    look(cache, 2, 7);
    expect(knows(cache, 2)).toBe(true);
    expect(knows(cache, 1)).toBe(false);
  });
});

describe('a look into the database that is under way', () => {
  test('is void when a change of its user overtakes it', () => {
    const cache = new SessionCache(10);
    look(cache, 1, 7, () => cache.forget([3, 7]));
    expect(knows(cache, 1)).toBe(false);
  });

  test('is void when a change of all users overtakes it', () => {
    const cache = new SessionCache(10);
    look(cache, 1, 7, () => cache.forget('all'));
    expect(knows(cache, 1)).toBe(false);
  });

  test('is void also when another look ends before the change, or begins after it', () => {
    const cache = new SessionCache(10);
    const other = cache.startFill();
    look(cache, 1, 7, () => {
      other.end();
      cache.forget([7]);
      look(cache, 2, 7);
    });
    expect(knows(cache, 1)).toBe(false);
    expect(knows(cache, 2)).toBe(true);
  });

  test('counts when the change was of another user', () => {
    const cache = new SessionCache(10);
    look(cache, 1, 7, () => cache.forget([8]));
    expect(knows(cache, 1)).toBe(true);
  });
});

describe('in any order of events', () => {
  const users = 4;
  const sessions = 12;
  const session = fc.nat({ max: sessions - 1 });
  const event = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('look' as const), session }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('get' as const), session }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('change' as const),
        change: fc.oneof(
          { weight: 9, arbitrary: fc.uniqueArray(fc.nat({ max: users - 1 }), { maxLength: 2 }) },
          { weight: 1, arbitrary: fc.constant('all' as const) },
        ),
      }),
    },
  );

  test('a session is returned if it was read after the last change of its user, and never otherwise, within the capacity', () => {
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 50, maxLength: 150 }),
        fc.integer({ min: 2, max: 8 }),
        (events, room) => {
          const cache = new SessionCache(room);
          /** The changes of each user: in total, when each running query began, and when each cached session was read. */
          const changes = new Map(numbers(0, users).map((user) => [user, 0]));
          const looks = new Map<
            number,
            { readonly fill: ReturnType<SessionCache['startFill']>; readonly saw: number }
          >();
          const remembered = new Map<number, number>();
          const changesOf = (id: number) => changes.get(id % users) ?? 0;
          const count = (change: Invalidation) => {
            for (const user of change === 'all' ? changes.keys() : change) changes.set(user, changesOf(user) + 1);
          };
          for (const happening of events) {
            if (happening.kind === 'change') {
              count(happening.change);
              cache.forget(happening.change);
              continue;
            }
            const id = happening.session;
            const under = looks.get(id);
            // The first look at a session begins it, the next one ends it.
            if (happening.kind === 'look' && !under) looks.set(id, { fill: cache.startFill(), saw: changesOf(id) });
            if (happening.kind === 'look' && under) {
              under.fill.store(hashOf(id), sampleUser(id % users), found(id, id % users));
              under.fill.end();
              looks.delete(id);
              if (under.saw === changesOf(id)) {
                remembered.set(id, under.saw);
                expect(knows(cache, id)).toBe(true);
              }
            }
            if (happening.kind === 'get' && knows(cache, id)) expect(remembered.get(id)).toBe(changesOf(id));
            expect(cache.size).toBeLessThanOrEqual(room);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
