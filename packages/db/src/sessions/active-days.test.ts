import { type ActiveDays, afterUse, oneDay } from '@latchkey/sessions/sessions/active-days';
import { LastUsedBuffer } from '@latchkey/sessions/sessions/last-used-buffer';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { runs } from '../testing/race.ts';
import { day, later, newToken } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const allowed = 100 * day;
const pause = fc.oneof(fc.integer({ min: 0, max: 3 * day }), fc.integer({ min: 0, max: 40 * day }));

describe.each(usualKind)('the days of a session on %s', (kind, makePlace) => {
  const world = new World(makePlace);
  beforeEach(() => world.clear());

  async function begin() {
    const tokenHash = newToken();
    const { id } = await world.begin(await world.someone(), { tokenHash, absoluteExpiresAt: later(10_000 * day) });
    return { sessionId: id, stored: () => world.find(tokenHash) };
  }

  test('begin with that of the sign-in, and are then what the domain makes of each use', async () => {
    const use = fc.record({ pause, known: fc.integer({ min: 0, max: 2 ** 31 - 1 }) });
    const property = fc.asyncProperty(fc.array(use, { minLength: 1, maxLength: 20 }), async (uses) => {
      const { sessionId, stored } = await begin();
      let [days, at]: [ActiveDays, number] = [oneDay, 0];
      for (const { pause: passed, known } of uses) {
        days = passed === 0 ? days : afterUse(days, later(at).getTime(), later(at + passed).getTime()) | known | oneDay;
        at += passed;
        const written = [{ sessionId, at: later(at), activeDays: known | oneDay, country: null }];
        await world.database.sessions.recordUses(written, { writtenBy: later(at), idle: allowed });
        expect(await stored()).toMatchObject({ lastUsedAt: later(at), activeDays: days });
      }
    });
    await fc.assert(property, runs(20, kind));
  });

  test('lose none that only the memory of an instance knows, and the list reads through it', async () => {
    const { stored } = await begin();
    const uses = new LastUsedBuffer(60_000);
    const session = await stored();
    if (!session) throw new Error('There is a session');
    const use = uses.entryFor(session);
    // On 1 March, a second before midnight and a second after it, on the 5th and on the 7th, with nothing written between.
    const midnight = Date.UTC(2026, 2, 2);
    for (const passed of [-1000, 1000, 3 * day, 5 * day]) uses.touch(use, midnight + passed, 'BR');
    const latest = { lastUsedAt: new Date(midnight + 5 * day), activeDays: 0b110_0101, lastCountry: 'BR' };
    expect(uses.activityOf(session)).toEqual(latest);
    const options = { writtenBy: new Date(midnight + 5 * day), idle: allowed };
    await uses.flush(midnight + 5 * day, 100, (due) => world.database.sessions.recordUses(due, options), Infinity);
    expect(await stored()).toMatchObject(latest);
  });
});
