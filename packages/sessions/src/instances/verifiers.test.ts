import { describe, expect, test } from 'vitest';
import { VirtualTime } from './testing/virtual-time.ts';
import { Verifiers } from './verifiers.ts';
import type { VerifierMessage } from './verifier.ts';

/** The verifiers of an instance with a lease, at a virtual time. */
function instance() {
  const timing = new VirtualTime();
  const lease = { isTrusted: true, leaseRemaining: 1_200.7 };
  const verifiers = new Verifiers({ cluster: lease, timing });
  return {
    timing,
    lease,
    verifiers,
    /** Connects a verifier, and collects what it receives. */
    connect() {
      const received: VerifierMessage[] = [];
      return { received, verifier: verifiers.connect((message) => received.push(message)) };
    },
    /** After how long something resolves, by the virtual time, or null where it has not within ten seconds. */
    async duration(begin: () => Promise<void>): Promise<number | null> {
      const start = timing.now;
      let end: number | null = null;
      timing.after(0, () => void begin().then(() => (end = timing.now)));
      await timing.advanceTo(start + 10_000);
      return end === null ? null : end - start;
    },
  };
}

describe('a lease of a verifier', () => {
  test('is what is left of the lease of its instance, and counts after all changes so far', async () => {
    const { connect, verifiers } = instance();
    const { received, verifier } = connect();
    verifier.renew(1);
    void verifiers.forget([7]);
    verifier.renew(2);
    expect(received).toEqual([
      { type: 'lease', request: 1, forgets: 0, duration: 1_200 },
      { type: 'forget', number: 1, users: [7] },
      { type: 'lease', request: 2, forgets: 1, duration: 1_200 },
    ]);
  });

  test('is not given by an instance that has none', () => {
    const { connect, lease } = instance();
    const { received, verifier } = connect();
    lease.isTrusted = false;
    verifier.renew(1);
    expect(received).toEqual([{ type: 'lease', request: 1, forgets: 0, duration: 0 }]);
  });

  test('is not given by an instance that stops', async () => {
    const { connect, verifiers } = instance();
    const { received, verifier } = connect();
    await verifiers.close();
    verifier.renew(1);
    expect(received.at(-1)).toMatchObject({ type: 'lease', duration: 0 });
  });
});

describe('a change', () => {
  test('is settled at once without verifiers, and where none has a lease', async () => {
    const { connect, verifiers, duration } = instance();
    expect(await duration(() => verifiers.forget([7]))).toBe(0);
    const { received } = connect();
    expect(await duration(() => verifiers.forget('all'))).toBe(0);
    expect(received).toEqual([{ type: 'forget', number: 1, users: 'all' }]);
  });

  test('of no user is not sent', async () => {
    const { connect, verifiers } = instance();
    const { received } = connect();
    await verifiers.forget([]);
    expect(received).toEqual([]);
  });

  test('is settled when every verifier has done it, and not before', async () => {
    const { connect, verifiers, duration, timing } = instance();
    const [one, other] = [connect(), connect()];
    for (const { verifier } of [one, other]) verifier.renew(1);
    timing.after(100, () => one.verifier.acknowledge(1));
    // The number of another change.
    timing.after(150, () => other.verifier.acknowledge(2));
    timing.after(300, () => other.verifier.acknowledge(1));
    expect(await duration(() => verifiers.forget([7]))).toBe(300);
  });

  test('waits for the lease of a verifier that is silent, by the difference of clocks longer', async () => {
    const { connect, verifiers, duration, timing } = instance();
    connect().verifier.renew(1);
    await timing.advanceTo(200);
    expect(await duration(() => verifiers.forget([7]))).toBe(1_200 / 0.8 - 200);
  });

  test('waits for the lease of a verifier whose connection has ended', async () => {
    const { connect, verifiers, duration } = instance();
    const { verifier } = connect();
    verifier.renew(1);
    verifier.disconnect();
    expect(verifiers.size).toBe(0);
    expect(await duration(() => verifiers.forget([7]))).toBe(1_500);
  });

  test('waits for the longest lease where a shorter one was given later', async () => {
    const { connect, lease, verifiers, duration } = instance();
    const { verifier } = connect();
    verifier.renew(1);
    lease.leaseRemaining = 100;
    verifier.renew(2);
    expect(await duration(() => verifiers.forget([7]))).toBe(1_500);
  });

  test('waits for the longest lease of all whose connection has ended', async () => {
    const { connect, verifiers, duration } = instance();
    const [trusted, withoutLease] = [connect(), connect()];
    trusted.verifier.renew(1);
    trusted.verifier.disconnect();
    withoutLease.verifier.disconnect();
    expect(await duration(() => verifiers.forget([7]))).toBe(1_500);
  });

  test('waits also where the connection ends after it was sent', async () => {
    const { connect, verifiers, duration, timing } = instance();
    const { verifier } = connect();
    verifier.renew(1);
    timing.after(10, () => verifier.disconnect());
    expect(await duration(() => verifiers.forget([7]))).toBe(1_500);
  });

  test('that a verifier does not confirm before its lease is over is counted, and no other', async () => {
    const { connect, verifiers, duration, timing } = instance();
    const [confirms, hangs, withoutLease] = [connect(), connect(), connect()];
    for (const { verifier } of [confirms, hangs]) verifier.renew(1);
    timing.after(10, () => confirms.verifier.acknowledge(1));
    await duration(() => verifiers.forget([7]));
    expect([verifiers.timeouts, withoutLease.received.length]).toEqual([1, 1]);
    hangs.verifier.disconnect();
    confirms.verifier.renew(2);
    await duration(() => verifiers.close());
    expect(verifiers.timeouts).toBe(1);
  });

  test('does not wait for leases that a verifier gets after it', async () => {
    const { connect, verifiers, duration, timing } = instance();
    const { verifier } = connect();
    verifier.renew(1);
    for (let at = 100; at < 9_000; at += 100) timing.after(at, () => verifier.renew(at));
    expect(await duration(() => verifiers.forget([7]))).toBe(1_500);
  });
});

describe('an instance that stops', () => {
  test('waits until its verifiers have given up their leases, or those are over', async () => {
    const { connect, verifiers, duration, timing } = instance();
    const [gives, hangs, gone] = [connect(), connect(), connect()];
    for (const { verifier } of [gives, hangs, gone]) verifier.renew(1);
    gone.verifier.disconnect();
    timing.after(5, () => gives.verifier.acknowledge(1));
    expect(await duration(() => verifiers.close())).toBe(1_500);
    expect(gives.received.at(-1)).toEqual({ type: 'release', number: 1 });
  });

  test('waits for no lease that was given up', async () => {
    const { connect, verifiers, duration, timing } = instance();
    const { verifier } = connect();
    verifier.renew(1);
    timing.after(5, () => verifier.acknowledge(1));
    expect(await duration(() => verifiers.close())).toBe(5);
  });
});
