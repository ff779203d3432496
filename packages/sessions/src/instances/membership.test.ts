import { describe, expect, test } from 'vitest';
import type { Invalidation } from './invalidation.ts';
import { InProcessInstanceStore } from './in-process-instance-store.ts';
import type { RegisteredInstance, ClusterSnapshot } from './instance-store.ts';
import { leaseDuration } from './lease.ts';
import { Membership } from './membership.ts';
import type { Timing } from './timing.ts';

/** A clock that the test advances, with timers that the test runs. */
class HeldTime implements Timing {
  now = 0;
  readonly timers = new Set<() => void>();
  monotonic = () => this.now;
  wall = () => this.now;

  after(_milliseconds: number, run: () => void): () => void {
    const timer = () => run();
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  /** Does everything that is to be done later. */
  async fire(): Promise<void> {
    const due = new Set(this.timers);
    this.timers.clear();
    for (const timer of due) timer();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A register that is away when the test says so, and that remembers what it was asked with. */
class ObservedStore extends InProcessInstanceStore {
  isAway = false;
  readonly cursors: (string | null)[] = [];
  renewals = 0;

  override renew(id: string): Promise<boolean> {
    this.renewals += 1;
    return this.isAway ? Promise.reject(new Error('away')) : super.renew(id);
  }

  override async poll(_id?: string, cursor: string | null = null): Promise<ClusterSnapshot> {
    this.cursors.push(cursor);
    return { ...(await super.poll()), cursor: `cursor ${this.cursors.length}` };
  }
}

function memberOf(store: InProcessInstanceStore, timing: Timing) {
  const forgotten: Invalidation[] = [];
  const failures: unknown[] = [];
  const telemetry = { onLeaseFailure: (error: unknown) => void failures.push(error) };
  const memory = {
    forget: (change: Invalidation) => {
      if (change.length > 0) forgotten.push(change);
      return Promise.resolve();
    },
  };
  return { member: new Membership({ id: 'me', store, memory, timing, telemetry }), forgotten, failures };
}

const idsOf = async (store: InProcessInstanceStore): Promise<string[]> => (await store.instances()).map(({ id }) => id);

describe('an instance', () => {
  test('removes those that have not renewed for a lease, and none sooner', async () => {
    const store = new InProcessInstanceStore();
    const timing = new HeldTime();
    const { member } = memberOf(store, timing);
    await store.renew('dead');
    await member.renew();
    timing.now += leaseDuration;
    await member.renew();
    expect(await idsOf(store)).toEqual(['dead', 'me']);
    timing.now += 1;
    await member.renew();
    expect(await idsOf(store)).toEqual(['me']);
  });

  test('does not remove one that renews while another is being removed, though it has seen that renewal', async () => {
    const timing = new HeldTime();
    const store = new (class extends InProcessInstanceStore {
      override async remove(instance: RegisteredInstance): Promise<void> {
        if (instance.id === 'dead') {
          await this.renew('sleeper');
          // At this time another instance ends a session and reads the instances.
          await member.others();
        }
        await super.remove(instance);
      }
    })();
    const { member } = memberOf(store, timing);
    await store.renew('dead');
    await store.renew('sleeper');
    await member.renew();
    timing.now += leaseDuration + 1;
    await member.renew();
    expect(await idsOf(store)).toEqual(['sleeper', 'me']);
  });

  test('counts the lease of another from when it first saw the renewal, however often it looks', async () => {
    const store = new InProcessInstanceStore();
    const timing = new HeldTime();
    const { member } = memberOf(store, timing);
    await store.renew('other');
    const until = async () => (await member.others()).map(({ trustsUntil }) => trustsUntil);
    expect(await until()).toEqual([leaseDuration]);
    timing.now = 700;
    expect(await until()).toEqual([leaseDuration]);
    await store.renew('other');
    expect(await until()).toEqual([700 + leaseDuration]);
  });

  test('sees at its renewals whether another instance runs', async () => {
    const store = new InProcessInstanceStore();
    const { member } = memberOf(store, new HeldTime());
    await member.renew();
    expect(member.isAlone).toBe(true);
    await store.renew('other');
    await member.renew();
    expect(member.isAlone).toBe(false);
    await store.leave('other');
    await member.renew();
    expect(member.isAlone).toBe(true);
  });

  test('counts its own lease from before it asked for it', async () => {
    const timing = new HeldTime();
    const store = new (class extends InProcessInstanceStore {
      override renew(id: string): Promise<boolean> {
        timing.now += 300;
        return super.renew(id);
      }
    })();
    const { member } = memberOf(store, timing);
    await member.renew();
    expect(member.leaseRemaining).toBe(0.8 * leaseDuration - 300);
  });

  test('trusts nothing any more when it has left', async () => {
    const { member } = memberOf(new InProcessInstanceStore(), new HeldTime());
    await member.renew();
    expect(member.isTrusted).toBe(true);
    await member.stop();
    expect(member.isTrusted).toBe(false);
  });

  test('has lost its lease before another instance stops waiting for it, however far Linux lets clocks drift', async () => {
    const [slow, fast] = [0.9, 1.1];
    const timing = new HeldTime();
    const { member } = memberOf(new InProcessInstanceStore(), timing);
    await member.renew();
    timing.now = slow * (leaseDuration / fast);
    expect(member.isTrusted).toBe(false);
  });

  test('forgets everything where the others had removed it, and where its lease was over', async () => {
    const store = new InProcessInstanceStore();
    const timing = new HeldTime();
    const { member, forgotten } = memberOf(store, timing);
    await member.renew();
    await member.renew();
    expect(forgotten).toEqual(['all']);
    await store.leave('me');
    await member.renew();
    expect(forgotten).toEqual(['all', 'all']);
    timing.now += leaseDuration;
    await member.renew();
    expect(forgotten).toEqual(['all', 'all', 'all']);
  });

  test('looks on from where it was, and from the beginning again once it has forgotten everything', async () => {
    const store = new ObservedStore();
    const timing = new HeldTime();
    const { member } = memberOf(store, timing);
    await member.renew();
    await member.renew();
    expect(store.cursors).toEqual([null, 'cursor 1']);
    timing.now += leaseDuration;
    await member.renew();
    expect(store.cursors).toEqual([null, 'cursor 1', null]);
    await store.leave('me');
    await member.renew();
    expect(store.cursors).toEqual([null, 'cursor 1', null, null]);
  });

  test('forgets where it was also when its lease runs out between two renewals', async () => {
    const store = new ObservedStore();
    const timing = new HeldTime();
    const { member, forgotten } = memberOf(store, timing);
    await member.renew();
    timing.now += leaseDuration;
    await timing.fire();
    expect(forgotten).toEqual(['all', 'all']);
    await member.renew();
    expect(store.cursors).toEqual([null, null]);
  });

  test('reports a failure once for each time that renewals begin to fail', async () => {
    const store = new ObservedStore();
    const timing = new HeldTime();
    const { member, failures } = memberOf(store, timing);
    store.isAway = true;
    await member.start();
    await timing.fire();
    expect([store.renewals, failures.length]).toEqual([2, 1]);
    store.isAway = false;
    await timing.fire();
    store.isAway = true;
    await timing.fire();
    await timing.fire();
    expect([store.renewals, failures.length]).toEqual([5, 2]);
    await member.stop();
  });

  test('renews no more once it has left, not even where a renewal was under way', async () => {
    const store = new ObservedStore();
    const timing = new HeldTime();
    const { member } = memberOf(store, timing);
    await member.start();
    expect(timing.timers.size).toBeGreaterThan(0);
    await member.stop();
    expect(timing.timers.size).toBe(0);
    const again = member.start();
    const left = member.stop();
    await Promise.all([again, left]);
    await timing.fire();
    expect([store.renewals, await idsOf(store)]).toEqual([2, []]);
  });
});
