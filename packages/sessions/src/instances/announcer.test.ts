import { describe, expect, test } from 'vitest';
import { Announcer } from './announcer.ts';
import { InProcessChannel } from './in-process-channel.ts';
import { InProcessInstanceStore } from './in-process-instance-store.ts';
import { leaseDuration } from './lease.ts';
import { Membership } from './membership.ts';
import { VirtualTime } from './testing/virtual-time.ts';

const memory = { forget: () => Promise.resolve() };

/** An instance whose registered peers never answer. */
function announcing(store: InProcessInstanceStore): { reachedAfter: () => Promise<number> } {
  const timing = new VirtualTime();
  const membership = new Membership({ id: 'me', store, memory, timing, telemetry: { onLeaseFailure() {} } });
  let after = Infinity;
  const telemetry = { onChangePropagated: (milliseconds: number) => void (after = milliseconds) };
  const channel = new InProcessChannel();
  const announcer = new Announcer({ id: 'me', channel, membership, memory, timing, telemetry });
  announcer.start();
  return {
    async reachedAfter() {
      timing.after(0, () => void announcer.announce([7]));
      await timing.advanceTo(10 * leaseDuration);
      return after;
    },
  };
}

describe('a change', () => {
  test('has reached all instances at once where no other instance runs', async () => {
    expect(await announcing(new InProcessInstanceStore()).reachedAfter()).toBe(0);
  });

  test('waits for the lease of an instance that does not confirm', async () => {
    const store = new InProcessInstanceStore();
    await store.renew('silent');
    expect(await announcing(store).reachedAfter()).toBe(leaseDuration);
  });

  test('waits for a whole lease where the register cannot be read, because other instances may run', async () => {
    const store = new (class extends InProcessInstanceStore {
      override instances(): Promise<never> {
        return Promise.reject(new Error('The database is away'));
      }
    })();
    expect(await announcing(store).reachedAfter()).toBe(leaseDuration);
  });
});
