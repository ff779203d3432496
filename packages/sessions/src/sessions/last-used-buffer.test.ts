import { describe, expect, test } from 'vitest';
import { LastUsedBuffer, type WriteUses } from './last-used-buffer.ts';
import { later, sampleSession, start } from '../testing/sample-session.ts';

const second = 1000;
const minute = 60 * second;
const begin = start.getTime();

/** What a database does with uses: later ones replace earlier ones, and of what has ended it tells nothing. */
class Written {
  readonly at = new Map<number, number>();
  readonly ended = new Set<number>();
  readonly statements: number[] = [];
  readonly writesOf = new Map<number, number>();

  readonly write: WriteUses = async (uses) => {
    this.statements.push(uses.length);
    const live = uses.filter(({ sessionId }) => !this.ended.has(sessionId));
    for (const { sessionId, at } of live) {
      this.writesOf.set(sessionId, (this.writesOf.get(sessionId) ?? 0) + 1);
      this.at.set(sessionId, Math.max(at.getTime(), this.at.get(sessionId) ?? 0));
    }
    return new Map(live.map(({ sessionId }) => [sessionId, new Date(this.at.get(sessionId) ?? 0)]));
  };
}

const unavailable = new Error('The database is away');
const fail: WriteUses = () => Promise.reject(unavailable);

const session = (id: number) => sampleSession({ id, userId: 10 * id });

const sessions = (count: number) => Array.from({ length: count }, (_, index) => session(index + 1));

describe('a use', () => {
  test('shows at once, before anything is written', () => {
    const uses = new LastUsedBuffer(minute);
    uses.touch(uses.entryFor(session(1)), begin + 7);
    expect(uses.activityOf(session(1)).lastUsedAt).toEqual(later(start, 7));
    expect(uses.activityOf(session(2)).lastUsedAt).toEqual(start);
  });

  test('moves the days of the session on when it comes on a later day, in the list and in what is written', async () => {
    const uses = new LastUsedBuffer(minute);
    const day = 24 * 60 * minute;
    uses.touch(uses.entryFor(session(1)), begin + day);
    uses.touch(uses.entryFor(session(1)), begin + 3 * day);
    expect(uses.activityOf(session(1)).activeDays).toBe(0b1101);
    const written: number[] = [];
    await uses.flush(begin + 3 * day + second, 100, (batch) => {
      written.push(...batch.map(({ activeDays }) => activeDays));
      return Promise.resolve(new Map());
    });
    expect(written).toEqual([0b1101]);
  });

  test('brings its country, in the list and in what is written', async () => {
    const uses = new LastUsedBuffer(minute);
    const use = uses.entryFor(sampleSession({ lastCountry: 'DE' }));
    expect(use.country).toBe('DE');
    uses.touch(use, begin + 1, 'BR');
    uses.touch(use, begin, 'AT');
    expect(uses.activityOf(session(1)).lastCountry).toBe('BR');
    const written: (string | null)[] = [];
    await uses.flush(begin + 2 * minute, 100, (batch) => {
      written.push(...batch.map(({ country }) => country));
      return Promise.resolve(new Map());
    });
    expect(written).toEqual(['BR']);
    uses.touch(use, begin + 2, null);
    expect(uses.activityOf(session(1)).lastCountry).toBe(null);
  });

  test('is never overwritten by an earlier one', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    const use = uses.entryFor(session(1));
    uses.touch(use, begin + 2 * second);
    uses.touch(use, begin + second);
    expect(uses.activityOf(session(1)).lastUsedAt).toEqual(later(start, 2 * second));
    await uses.flush(begin + 2 * second, 100, written.write, Infinity);
    expect(written.at.get(1)).toBe(begin + 2 * second);
  });

  test('gives way to a later one that another instance has written', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    uses.touch(uses.entryFor(session(1)), begin + second);
    const elsewhere = later(start, minute);
    expect(uses.activityOf({ ...session(1), lastUsedAt: elsewhere }).lastUsedAt).toEqual(elsewhere);
    written.at.set(1, elsewhere.getTime());
    await uses.flush(begin + minute, 100, written.write);
    expect(uses.size).toBe(0);
    expect(written.at.get(1)).toBe(elsewhere.getTime());
  });

  test('has the same entry at each look-up of the session until it is written', () => {
    const uses = new LastUsedBuffer(minute);
    const use = uses.entryFor(session(1));
    uses.touch(use, begin + second);
    expect(uses.entryFor(session(1))).toBe(use);
  });

  test('that comes while the last is being written is written a minute after it', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    const use = uses.entryFor(session(1));
    uses.touch(use, begin + minute);
    await uses.flush(begin + minute, 100, (...batch) => {
      uses.touch(use, begin + minute + 5);
      return written.write(...batch);
    });
    expect(uses.activityOf(session(1)).lastUsedAt).toEqual(later(start, minute + 5));
    await uses.flush(begin + 2 * minute - second, 100, written.write);
    expect(written.at.get(1)).toBe(begin + minute);
    await uses.flush(begin + 2 * minute, 100, written.write);
    await uses.flush(begin + 2 * minute + second, 100, written.write);
    expect(written.at.get(1)).toBe(begin + minute + 5);
  });
});

describe('sessions in use all the time', () => {
  /** A hundred sessions, each used every 100 ms, for ten minutes. Each second, and at its end, `look` is called. */
  async function busy(look: (now: number, written: Written) => void): Promise<Written> {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    const held = sessions(100).map((each) => uses.entryFor(each));
    for (let now = begin; now <= begin + 10 * minute; now += 100) {
      for (const use of held) uses.touch(use, now);
      if (now % second !== 0) continue;
      await uses.flush(now, 5000, written.write);
      look(now, written);
    }
    return written;
  }

  test('are written once a minute at most', async () => {
    const { writesOf } = await busy(() => {});
    expect([...writesOf.values()]).toEqual(Array.from({ length: 100 }, () => 10));
  });

  test('are written by one statement a second at most', async () => {
    let statements = 0;
    const written = await busy((_now, { statements: { length } }) => {
      expect(length - statements).toBeLessThanOrEqual(1);
      statements = length;
    });
    // And together: they became due together.
    expect(written.statements).toEqual(Array.from({ length: 10 }, () => 100));
  });

  test('lose at most a minute each when the process dies, whenever that is', async () => {
    await busy((now, { at }) => {
      for (const id of [1, 100]) expect(now - (at.get(id) ?? begin)).toBeLessThanOrEqual(minute);
    });
  });
});

describe('a session that was not used for longer than a minute', () => {
  test('is written a second after its use, at the latest', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    const usedAt = begin + 5 * minute + 300;
    uses.touch(uses.entryFor(session(1)), usedAt);
    await uses.flush(usedAt + second, 100, written.write);
    expect(written.at.get(1)).toBe(usedAt);
    expect(uses.size).toBe(0);
  });
});

describe('a flush', () => {
  test('that fails loses nothing, says so, and is tried again in the next one with what was used since', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    const held = sessions(3).map((each) => uses.entryFor(each));
    for (const use of held) uses.touch(use, begin + minute);
    await expect(uses.flush(begin + minute, 100, fail)).rejects.toBe(unavailable);
    expect(uses.size).toBe(3);
    expect(uses.activityOf(session(2)).lastUsedAt).toEqual(later(start, minute));
    for (const use of held.slice(0, 1)) uses.touch(use, begin + minute + 500);
    await uses.flush(begin + minute + second, 100, written.write);
    expect([...written.at]).toEqual([
      [1, begin + minute + 500],
      [2, begin + minute],
      [3, begin + minute],
    ]);
  });

  test('writes a batch at most, those that wait for longest first, and the others at the next', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    for (const each of sessions(5)) uses.touch(uses.entryFor(each), begin + (each.id < 3 ? 9 : 2) * minute);
    expect(await uses.flush(begin + 10 * minute, 2, written.write)).toEqual({ endedUserIds: [], hasMore: true });
    expect([...written.at.keys()]).toEqual([3, 4]);
    await uses.flush(begin + 10 * minute, 2, written.write);
    expect([...written.at.keys()]).toEqual([3, 4, 5, 1]);
    expect(uses.size).toBe(1);
  });

  test('of everything, before the process ends, leaves nothing unwritten', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    for (const each of sessions(20)) uses.touch(uses.entryFor(each), begin + each.id);
    const flushed = await uses.flush(begin + 20, 100, written.write, Infinity);
    expect([flushed, written.statements]).toEqual([{ endedUserIds: [], hasMore: false }, [20]]);
    expect(written.at.get(20)).toBe(begin + 20);
    expect(uses.size).toBe(0);
  });

  test('without anything to write asks the database nothing', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    uses.entryFor(session(1));
    await uses.flush(begin, 100, written.write, Infinity);
    expect(written.statements).toEqual([]);
  });

  test('that is late is seen by its lag', async () => {
    const uses = new LastUsedBuffer(minute);
    expect(uses.lag(begin)).toBe(0);
    uses.touch(uses.entryFor(session(1)), begin + minute);
    expect(uses.lag(begin + minute - second)).toBe(0);
    expect(uses.lag(begin + minute + 3 * second)).toBe(3 * second);
    // Neither a statement under way nor one that failed makes it look younger.
    const lags: number[] = [];
    await expect(
      uses.flush(begin + minute + 3 * second, 100, () => {
        lags.push(uses.lag(begin + minute + 5 * second));
        return fail([], []);
      }),
    ).rejects.toBe(unavailable);
    expect([...lags, uses.lag(begin + minute + 6 * second)]).toEqual([5 * second, 6 * second]);
    await uses.flush(begin + minute + 7 * second, 100, new Written().write);
    expect(uses.lag(begin + minute + 7 * second)).toBe(0);
    uses.touch(uses.entryFor(session(2)), begin + minute);
    await uses.flush(begin + minute + 3 * second, 100, new Written().write);
    expect(uses.lag(begin + minute + 3 * second)).toBe(0);
  });
});

describe('a session that has ended meanwhile', () => {
  test('is reported by the id of its user, and its late use is neither kept nor written again', async () => {
    const uses = new LastUsedBuffer(minute);
    const written = new Written();
    for (const each of sessions(2)) uses.touch(uses.entryFor(each), begin + minute);
    written.ended.add(1);
    expect(await uses.flush(begin + minute, 100, written.write)).toEqual({ endedUserIds: [10], hasMore: false });
    expect(uses.size).toBe(0);
    expect(uses.activityOf(session(1)).lastUsedAt).toEqual(start);
    expect(await uses.flush(begin + minute, 100, written.write, Infinity)).toEqual({
      endedUserIds: [],
      hasMore: false,
    });
    expect([...written.at.keys()]).toEqual([2]);
  });
});

describe('the users whose sessions were used', () => {
  test('are returned once, whether or not the use was written', () => {
    const uses = new LastUsedBuffer(minute);
    uses.touch(uses.entryFor(session(1)), begin + 1);
    uses.touch(uses.entryFor(session(1)), begin + 2);
    uses.touch(uses.entryFor(session(2)), begin);
    expect([...uses.takeUserIds()]).toEqual([10]);
    expect([...uses.takeUserIds()]).toEqual([]);
  });
});
