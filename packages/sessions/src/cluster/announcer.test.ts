import { describe, expect, test } from 'vitest';
import { Announcer } from './announcer.ts';
import { InProcessChannel } from './in-process-channel.ts';
import { InProcessInstanceStore } from './in-process-instance-store.ts';
import { leaseLasts } from './lease.ts';
import { Membership } from './membership.ts';
import { VirtualTime } from './testing/virtual-time.ts';

const memory = { forget: () => Promise.resolve() };

/** An instance among those that the store knows, of which nobody else says anything. */
function announcing(store: InProcessInstanceStore): { reachedAfter: () => Promise<number> } {
  const timing = new VirtualTime();
  const membership = new Membership({ id: 'me', store, memory, timing, onFailure() {} });
  let after = Infinity;
  const onReached = (milliseconds: number) => (after = milliseconds);
  const channel = new InProcessChannel();
  const announcer = new Announcer({ id: 'me', channel, membership, memory, timing, onReached });
  announcer.start();
  return {
    async reachedAfter() {
      timing.after(0, () => void announcer.announce([7]));
      await timing.passUntil(10 * leaseLasts);
      return after;
    },
  };
}

describe('a change', () => {
  test('has reached everybody at once where nobody else is there', async () => {
    expect(await announcing(new InProcessInstanceStore()).reachedAfter()).toBe(0);
  });

  test('waits for the lease of an instance that does not confirm', async () => {
    const store = new InProcessInstanceStore();
    await store.renew('silent');
    expect(await announcing(store).reachedAfter()).toBe(leaseLasts);
  });

  test('waits for a whole lease where the register cannot be read, for anybody may be there', async () => {
    const store = new (class extends InProcessInstanceStore {
      override instances(): Promise<never> {
        return Promise.reject(new Error('The database is away'));
      }
    })();
    expect(await announcing(store).reachedAfter()).toBe(leaseLasts);
  });
});
