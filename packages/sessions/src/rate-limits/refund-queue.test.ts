import { beforeEach, expect, it } from 'vitest';
import { VirtualTime } from '../instances/testing/virtual-time.ts';
import type { Refund } from './rate-limiter.ts';
import { RefundQueue } from './refund-queue.ts';

const settlementOf = (key: string): Refund => ({ reset: [{ key, burst: 1, every: 1 }], refund: [] });

let time: VirtualTime;
let tried: number[];
let written: Refund[];
let isAway: boolean;
let queue: RefundQueue;
beforeEach(() => {
  time = new VirtualTime();
  [tried, written, isAway] = [[], [], false];
  const refund = (settlement: Refund): Promise<void> => {
    tried.push(time.now);
    if (isAway) return Promise.reject(new Error('away'));
    written.push(settlement);
    return Promise.resolve();
  };
  queue = new RefundQueue({ store: { refund }, timing: time });
});

it('writes nothing before its caller has gone on, and then each settlement once', async () => {
  queue.add(settlementOf('a'));
  queue.add(settlementOf('b'));
  await Promise.resolve();
  expect(tried).toEqual([]);
  await time.advanceTo(1_000_000);
  expect(written).toEqual([settlementOf('a'), settlementOf('b')]);
  expect(tried).toEqual([0, 0]);
});

it('tries what fails again, each time later, and writes it as soon as the database is back', async () => {
  isAway = true;
  queue.add(settlementOf('a'));
  await time.advanceTo(40_000);
  expect(tried).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000]);
  isAway = false;
  await time.advanceTo(1_000_000);
  expect([written, tried.at(-1), tried.length]).toEqual([[settlementOf('a')], 63_000, 7]);
});

it('gives one up after eight tries, and keeps nothing of it', async () => {
  isAway = true;
  queue.add(settlementOf('a'));
  await time.advanceTo(1_000_000);
  expect([tried.length, time.planned]).toEqual([8, 0]);
  isAway = false;
  await queue.flush();
  expect(written).toEqual([]);
});

it('a flush tries at once what waits, and does not wait for tries to come', async () => {
  isAway = true;
  queue.add(settlementOf('a'));
  await queue.flush();
  await queue.flush();
  expect(tried).toEqual([0, 0]);
  isAway = false;
  await queue.flush();
  await time.advanceTo(1_000_000);
  expect([written, tried]).toEqual([[settlementOf('a')], [0, 0, 0]]);
});

it('a stop writes what waits, and leaves no try behind where that fails', async () => {
  queue.add(settlementOf('a'));
  await queue.stop();
  expect(written).toEqual([settlementOf('a')]);
  isAway = true;
  queue.add(settlementOf('b'));
  await queue.stop();
  expect([tried.length, time.planned]).toEqual([2, 0]);
});

it('holds no more than a thousand, and drops what comes beyond', async () => {
  isAway = true;
  for (let count = 0; count < 1_200; count += 1) queue.add(settlementOf(`${count}`));
  await queue.flush();
  expect(tried).toHaveLength(1_000);
});
