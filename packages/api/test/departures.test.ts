import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Departures } from '../src/http/departures.ts';

it('lets go of all that have left, in their order, and for ten milliseconds in each turn of the event loop', async () => {
  let now = 0;
  const departures = new Departures(() => now);
  const gone: number[] = [];
  const leave = (number: number) => () => {
    gone.push(number);
    now += 0.5;
  };
  for (let count = 0; count < 100; count += 1) departures.add(leave(count));
  expect(gone).toEqual([]);
  const after: number[] = [];
  while (gone.length < 100) {
    await turn();
    after.push(gone.length);
  }
  expect(gone).toEqual(Array.from({ length: 100 }, (_, count) => count));
  expect(after).toEqual([20, 40, 60, 80, 100]);
});

it('lets one go in a turn even where that takes longer, and goes on with what leaves later', async () => {
  let now = 0;
  const departures = new Departures(() => now);
  let gone = 0;
  const leave = () => () => {
    gone += 1;
    now += 50;
  };
  departures.add(leave());
  departures.add(leave());
  await turn();
  expect(gone).toBe(1);
  await turn();
  departures.add(leave());
  await turn();
  expect(gone).toBe(3);
});
