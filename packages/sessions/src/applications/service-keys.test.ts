import { expect, test } from 'vitest';
import type { Invalidation } from '../instances/invalidation.ts';
import { VirtualTime } from '../instances/testing/virtual-time.ts';
import { createServiceKey, hashServiceKey } from './service-key.ts';
import { type ServiceKeyStore, ServiceKeys } from './service-keys.ts';

const text = createServiceKey((size) => Buffer.alloc(size));
const key = { id: 7, name: 'shop', scopes: ['sessions:introspect'] as const };

/** The keys of an instance with a lease, and a store that counts how often it is asked. */
function instance() {
  const timing = new VirtualTime();
  const stored = { key: key as typeof key | null, asked: 0 };
  const absent = () => Promise.reject(new Error('not expected'));
  const used: Date[] = [];
  const store: ServiceKeyStore = {
    create: absent,
    list: absent,
    revoke: absent,
    markUsed(_id, at) {
      used.push(at);
      return Promise.reject(new Error('The row is locked'));
    },
    find(keyHash) {
      stored.asked += 1;
      expect(keyHash).toBe(hashServiceKey(text));
      return Promise.resolve(stored.key);
    },
  };
  const keys = new ServiceKeys({
    store,
    configured: [],
    clock: () => new Date(timing.wall()),
    random: (size) => Buffer.alloc(size),
    timing,
    isTrusted: () => true,
  });
  return { timing, stored, used, keys, resolve: async () => (await keys.resolve(text))?.key.name ?? null };
}

test('a key in use is read once in the time of a lease', async () => {
  const { timing, stored, resolve } = instance();
  for (const at of [0, 500, 1_500]) {
    await timing.advanceTo(at);
    expect(await resolve()).toBe('shop');
  }
  expect(stored.asked).toBe(1);
});

test('a key is accepted where its use cannot be recorded, which is tried once a minute', async () => {
  const { timing, used, resolve } = instance();
  for (const at of [60_000, 119_999, 120_000]) {
    await timing.advanceTo(at);
    expect(await resolve()).toBe('shop');
  }
  expect(used).toHaveLength(2);
});

test('a revoked key is accepted no longer than a lease where its announcement was lost', async () => {
  const { timing, stored, resolve } = instance();
  expect(await resolve()).toBe('shop');
  stored.key = null;
  await timing.advanceTo(1_600);
  expect(await resolve()).toBeNull();
});

test.each<[Invalidation, string | null]>([
  ['all', null],
  [[7], 'shop'],
])('a revoked key is dropped at once where it is announced: %j', async (change, found) => {
  const { stored, keys, resolve } = instance();
  expect(await resolve()).toBe('shop');
  stored.key = null;
  await keys.forget(change);
  expect(await resolve()).toBe(found);
});
