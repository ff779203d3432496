import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseLocation } from '../database.ts';
import { killOnce } from '../testing/kill.ts';
import { type Place, kinds } from '../testing/place.ts';

const kills = Number(process.env.KILLS ?? 3);
const longest = 600;

describe.each(kinds)('on %s', (kind, makePlace) => {
  let place: Place<DatabaseLocation>;

  beforeAll(async () => {
    place = await makePlace();
  });
  afterAll(async () => {
    await place.remove();
  });

  test(`a process that is killed ${kills} times has lost nothing that it acknowledged`, async () => {
    let acknowledged = 0;
    for (let count = 1; count <= kills; count += 1) {
      acknowledged += await killOnce(place.location, `${count}@example.org`, Math.random() * longest);
      if (kills > 3) process.stdout.write(`${kind}: ${count}/${kills} kills, ${acknowledged} changes, none lost\n`);
    }
    expect(acknowledged).toBeGreaterThan(kills);
  });
});
