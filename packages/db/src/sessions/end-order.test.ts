import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { ending, later, newDevice, second } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('sessions that end in one statement on %s', (_kind, makePlace) => {
  const world = new World(makePlace);

  test('are in the history in the order in which they began, whichever was written last', async () => {
    const user = await world.someone();
    const ids: number[] = [];
    for (let count = 0; count < 4; count += 1) ids.push((await world.begin(user)).id);
    for (const id of ids.slice(0, 2)) await world.use(id, later(10));
    await world.database.sessions.endAll({ ...ending(user, { reason: 'revoked_all' }), keepId: null });
    expect((await world.endsOf(user)).map(([id]) => id)).toEqual(ids.toReversed());
  });

  test('at a sign-in are the old one of the browser first, and then those beyond the limit', async () => {
    const user = await world.someone();
    const browser = { deviceTokenHash: newDevice() };
    const other = await world.begin(user, { deviceTokenHash: newDevice() });
    const old = await world.begin(user, browser);
    const fresh = await world.begin(user, { ...browser, createdAt: later(second) }, 1);
    expect(await world.endsOf(user)).toEqual([
      [other.id, 'limit_reached', fresh.id],
      [old.id, 'superseded', fresh.id],
    ]);
  });

  test('leave their device known where the session that is named as the actor is of another account', async () => {
    const [user, stranger] = [await world.someone(), await world.someone()];
    const browser = { deviceTokenHash: newDevice() };
    const { id } = await world.begin(user, browser);
    const foreign = await world.begin(stranger);
    expect(await world.database.sessions.end(id, ending(user, { actorId: foreign.id }))).toBe(true);
    const again = await world.begin(user, { ...browser, createdAt: later(2 * second) });
    expect(again.confirmedAt).not.toBeNull();
  });
});
