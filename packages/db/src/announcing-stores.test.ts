import { announcingStores } from '@latchkey/sessions/announcing-stores';
import type { Change } from '@latchkey/sessions/cluster/change';
import { beforeEach, describe, expect, test } from 'vitest';
import { kinds } from './testing/place.ts';
import { day, ending, liveAt, newDevice, sessionOf, start } from './testing/sample.ts';
import { World } from './testing/world.ts';

describe.each(kinds)('what is announced on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  let announced: Change[] = [];
  beforeEach(() => {
    announced = [];
  });

  const announce = (change: Change): Promise<void> => {
    announced.push(change);
    return Promise.resolve();
  };

  test('is each sign-in, for it may end others, and none that a full bucket refuses', async () => {
    const { sessions } = announcingStores(world.database, announce);
    const user = await world.someone();
    const limits = { perUser: 1, liveAt: liveAt(start) };
    const buckets = [{ key: `sign-ins of ${user.id}`, burst: 1, every: day }];
    const begin = () => sessions.begin(sessionOf(user, { deviceTokenHash: newDevice() }), limits, buckets);
    expect((await begin()).session).not.toBeNull();
    expect(announced).toEqual([[user.id]]);
    expect((await begin()).retryAt).not.toBeNull();
    expect(announced).toEqual([[user.id]]);
    // One that the account refuses says it too: what has changed the account may still be on its way.
    await sessions.begin(sessionOf(user, { passwordHash: 'older' }), limits, []);
    expect(announced).toEqual([[user.id], [user.id]]);
  });

  test('is each end, also where nothing was left to end', async () => {
    const { sessions, administration } = announcingStores(world.database, announce);
    const user = await world.someone();
    const { id } = await world.begin(user);
    for (const ended of [true, false]) expect(await sessions.end(id, ending(user))).toBe(ended);
    await sessions.endAll({ ...ending(user), keepId: null });
    expect(announced).toEqual([[user.id], [user.id], [user.id]]);
    await administration.endEvery(liveAt(start), 10);
    expect(announced.at(-1)).toBe('everyone');
  });
});
