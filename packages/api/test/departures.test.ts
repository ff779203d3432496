import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Departures } from '../src/http/departures.ts';

it('lets go of all that have left, in their order, and a few in each turn of the event loop', async () => {
  const departures = new Departures();
  const gone: number[] = [];
  for (let count = 0; count < 100; count += 1) departures.add(() => gone.push(count));
  expect(gone).toEqual([]);
  const after: number[] = [];
  while (gone.length < 100) {
    await turn();
    after.push(gone.length);
  }
  expect(gone).toEqual(Array.from({ length: 100 }, (_, count) => count));
  expect(after.length).toBeGreaterThanOrEqual(4);
  for (const [at, count] of after.entries()) expect(count - (after[at - 1] ?? 0)).toBeLessThanOrEqual(25);
});

it('goes on with what leaves later', async () => {
  const departures = new Departures();
  let gone = 0;
  departures.add(() => (gone += 1));
  await turn();
  departures.add(() => (gone += 1));
  await turn();
  await turn();
  expect(gone).toBe(2);
});
