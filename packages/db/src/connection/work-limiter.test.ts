import type { Timing } from '@latchkey/sessions/instances/timing';
import { StoreBusy } from '@latchkey/sessions/store-unavailable';
import { expect, test } from 'vitest';
import { WorkLimiter } from './work-limiter.ts';

const limits = { inFlight: 2, waiting: 2, queuePatience: 10_000, lockPatience: 1_000 };

/** A clock that the test moves. */
class HeldTime implements Timing {
  #now = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];
  monotonic = () => this.#now;
  wall = () => this.#now;

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  get timers(): number {
    return this.#timers.length;
  }

  async pass(milliseconds: number): Promise<void> {
    for (const end = this.#now + milliseconds; this.#now < end; this.#now += 10) {
      const due = this.#timers.filter(({ at }) => at <= this.#now);
      this.#timers = this.#timers.filter(({ at }) => at > this.#now);
      for (const { run } of due) run();
      await settled();
    }
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when the test says so, and how much of it is running. */
function work() {
  const begun: (() => void)[] = [];
  return { begun, run: () => new Promise<void>((resolve) => begun.push(resolve)) };
}

const locked = () => Promise.reject(Object.assign(new Error('lock timeout'), { code: '55P03' }));

test('work of one owner beyond the limit waits for its turn, in its order, and that of another does not wait', async () => {
  const limiter = new WorkLimiter(limits, new HeldTime());
  const { begun, run } = work();
  const done: number[] = [];
  const all = [1, 2, 3, 4].map((number) => limiter.run('ada', run).then(() => done.push(number)));
  const other = limiter.run('bob', () => Promise.resolve('bob'));
  expect(await other).toBe('bob');
  expect(begun).toHaveLength(2);
  for (let count = 0; count < 4; count += 1) {
    begun[count]?.();
    await settled();
    expect(begun).toHaveLength(Math.min(4, count + 3));
  }
  await Promise.all(all);
  expect([done, limiter.size]).toEqual([[1, 2, 3, 4], 0]);
});

test('work that finds the queue of its owner full is refused at once', async () => {
  const limiter = new WorkLimiter(limits, new HeldTime());
  const { begun, run } = work();
  const all = Array.from({ length: 4 }, () => limiter.run('ada', run));
  await expect(limiter.run('ada', run)).rejects.toThrow(StoreBusy);
  expect(await limiter.run('bob', () => Promise.resolve('bob'))).toBe('bob');
  for (let count = 0; count < 4; count += 1) {
    begun[count]?.();
    await settled();
  }
  await Promise.all(all);
});

test('work whose turn does not come is refused, and leaves the queue', async () => {
  const timing = new HeldTime();
  const limiter = new WorkLimiter(limits, timing);
  const { begun, run } = work();
  const first = [limiter.run('ada', run), limiter.run('ada', run)];
  const late = limiter.run('ada', run);
  late.catch(() => {});
  await timing.pass(limits.queuePatience + 20);
  await expect(late).rejects.toThrow(StoreBusy);
  for (const end of begun) end();
  await Promise.all(first);
  expect([begun.length, limiter.size, timing.timers]).toEqual([2, 0, 0]);
});

test('work whose row is locked gives way and is tried again until the row is free', async () => {
  const timing = new HeldTime();
  const limiter = new WorkLimiter(limits, timing);
  let tries = 0;
  const done = limiter.run('ada', () => ((tries += 1) < 4 ? locked() : Promise.resolve(tries)));
  await timing.pass(500);
  expect(await done).toBe(4);
  expect([limiter.size, timing.timers]).toEqual([0, 0]);
});

test('work whose row stays locked is refused, with ever longer pauses between a few tries', async () => {
  const timing = new HeldTime();
  const limiter = new WorkLimiter(limits, timing);
  const triedAt: number[] = [];
  const refused = limiter.run('ada', () => {
    triedAt.push(timing.monotonic());
    return locked();
  });
  refused.catch(() => {});
  await timing.pass(limits.lockPatience + 500);
  await expect(refused).rejects.toThrow(StoreBusy);
  const pauses = triedAt.slice(1).map((at, index) => at - (triedAt[index] ?? 0));
  expect(pauses).toEqual([50, 100, 200, 400]);
});

test('of the work of one owner whose row is locked one piece tries whether it is free, and the rest follows it', async () => {
  const timing = new HeldTime();
  const limiter = new WorkLimiter(limits, timing);
  let isLocked = true;
  let tries = 0;
  const run = () => {
    tries += 1;
    return isLocked ? locked() : Promise.resolve('done');
  };
  const all = Array.from({ length: 4 }, () => limiter.run('ada', run));
  await timing.pass(700);
  // Two that came at once, of which one went on: after 50, 150 and 350 ms.
  expect(tries).toBe(5);
  isLocked = false;
  await timing.pass(200);
  expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done']);
  expect([tries, limiter.size, timing.timers]).toEqual([9, 0, 0]);
});

test('work that fails for another reason fails as it does, and is not run twice', async () => {
  const limiter = new WorkLimiter(limits, new HeldTime());
  let tries = 0;
  const broken = new Error('broken');
  const failing = limiter.run('ada', () => {
    tries += 1;
    return Promise.reject(broken);
  });
  await expect(failing).rejects.toBe(broken);
  expect([tries, limiter.size]).toEqual([1, 0]);
});
