import { expect, test } from 'vitest';
import { Lease, leaseDuration } from './lease.ts';

/** What an instance itself counts on: less than the others wait for, because clocks run at different speeds. */
const trusted = 0.8 * leaseDuration;

/** A lease, and the two clocks that it looks at. */
function leaseWithClocks() {
  const clocks = { monotonic: 1000, wall: 5_000_000 };
  const timing = { monotonic: () => clocks.monotonic, wall: () => clocks.wall, after: () => () => {} };
  return { clocks, lease: new Lease(timing) };
}

test('a lease is live from when it is extended until either clock says that it is over, to the millisecond', () => {
  const { clocks, lease } = leaseWithClocks();
  expect([lease.isLive, lease.remaining]).toEqual([false, 0]);
  lease.extend(lease.now());
  expect([lease.isLive, lease.remaining]).toEqual([true, trusted]);
  const start = { ...clocks };
  for (const clock of ['monotonic', 'wall'] as const) {
    Object.assign(clocks, start, { [clock]: start[clock] + trusted - 1 });
    expect([clock, lease.isLive]).toEqual([clock, true]);
    Object.assign(clocks, start, { [clock]: start[clock] + trusted });
    expect([clock, lease.isLive]).toEqual([clock, false]);
  }
});

test('a lease counts from before its renewal was asked for, and not at all once it was given back', () => {
  const { clocks, lease } = leaseWithClocks();
  const before = lease.now();
  clocks.monotonic += 300;
  lease.extend(before);
  expect(lease.remaining).toBe(trusted - 300);
  clocks.monotonic += leaseDuration;
  expect(lease.remaining).toBe(0);
  lease.extend(lease.now());
  lease.end();
  expect([lease.isLive, lease.remaining]).toEqual([false, 0]);
});

test('what remains of a lease is by the clock by which it ends first', () => {
  const { clocks, lease } = leaseWithClocks();
  lease.extend(lease.now());
  // The machine sleeps, and the monotonic clock with it.
  clocks.wall += 700;
  expect(lease.remaining).toBe(trusted - 700);
  clocks.wall -= 5_000;
  clocks.monotonic += 100;
  expect(lease.remaining).toBe(trusted - 100);
});
