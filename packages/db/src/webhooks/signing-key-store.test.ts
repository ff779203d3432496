import { describe, expect, test } from 'vitest';
import { usualKind } from '../testing/place.ts';
import { later } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

describe.each(usualKind)('signing keys on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  const key = (id: string, at: number) => ({ id, privateKey: `key ${id}`, createdAt: later(at) });

  test('begin with one, however many processes need it, and are kept up to a number, the newest first', async () => {
    const { signingKeys } = world.database;
    const first = { isFirst: true, most: 2 };
    await Promise.all(['a', 'b', 'c'].map((id) => signingKeys.add(key(id, 0), first)));
    const [created, ...others] = await signingKeys.list();
    expect([others, created?.privateKey]).toEqual([[], `key ${created?.id}`]);
    for (const [at, id] of ['x', 'y'].entries()) await signingKeys.add(key(id, at + 1), { isFirst: false, most: 2 });
    expect((await signingKeys.list()).map(({ id }) => id)).toEqual(['y', 'x']);
  });
});
