import { afterEach, expect, test } from 'vitest';
import { WorkQueue } from './work-queue.ts';

let isOver = false;
afterEach(() => {
  isOver = true;
});

/** Counts the turns of the event loop. */
function turns(): () => number {
  let count = 0;
  const turn = () => {
    count += 1;
    if (!isOver) setImmediate(turn);
  };
  isOver = false;
  setImmediate(turn);
  return () => count;
}

test('work queue: work that waits for nothing does not run in one turn of the event loop', async () => {
  const queue = new WorkQueue(2);
  const turn = turns();
  const at: number[] = [];
  await Promise.all(Array.from({ length: 10 }, () => queue.run(async () => void at.push(turn()))));
  expect(at).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test('work queue: urgent work starts at once when a slot is free, before all that waits', async () => {
  const queue = new WorkQueue(1);
  const turn = turns();
  const order: string[] = [];
  const work = (name: string) => async () => void order.push(`${name} in turn ${turn()}`);
  await Promise.all([
    queue.run(work('first')),
    queue.run(work('second')),
    queue.run(work('urgent'), true),
    queue.run(work('also urgent'), true),
  ]);
  expect(order).toEqual(['first in turn 0', 'urgent in turn 0', 'also urgent in turn 0', 'second in turn 1']);
});
