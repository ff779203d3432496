import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ClosingQueue } from '../../src/subscriptions/closing-queue.ts';

it('ClosingQueue closes all streams in order, for ten milliseconds in each turn of the event loop', async () => {
  let now = 0;
  const queue = new ClosingQueue(() => now);
  const closed: number[] = [];
  const close = (number: number) => () => {
    closed.push(number);
    now += 0.5;
  };
  for (let count = 0; count < 100; count += 1) queue.add(close(count));
  expect(closed).toEqual([]);
  const after: number[] = [];
  while (closed.length < 100) {
    await turn();
    after.push(closed.length);
  }
  expect(closed).toEqual(Array.from({ length: 100 }, (_, count) => count));
  expect(after).toEqual([20, 40, 60, 80, 100]);
});

it('ClosingQueue closes one stream in a turn even where that takes longer, and those that are added later', async () => {
  let now = 0;
  const queue = new ClosingQueue(() => now);
  let closed = 0;
  const close = () => () => {
    closed += 1;
    now += 50;
  };
  queue.add(close());
  queue.add(close());
  await turn();
  expect(closed).toBe(1);
  await turn();
  queue.add(close());
  await turn();
  expect(closed).toBe(3);
});
