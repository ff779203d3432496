import { describe, expect, test } from 'vitest';
import { decode, encode, maxConfirmations } from './announcement.ts';
import { Cluster } from './cluster.ts';
import type { Invalidation } from './invalidation.ts';
import { InProcessChannel, type InProcessListeners } from './in-process-channel.ts';
import { InProcessInstanceStore } from './in-process-instance-store.ts';
import { leaseDuration } from './lease.ts';
import { VirtualTime } from './testing/virtual-time.ts';

/** Lets announcements and confirmations arrive, which takes some turns of the event loop. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A channel with an instance store, and all texts on the channel. */
function house() {
  const room: InProcessListeners = new Set();
  const store = new InProcessInstanceStore();
  const time = new VirtualTime();
  const said: string[] = [];
  room.add((text) => void said.push(text));
  /** An instance, the changes it forgot, and how long its own changes took. */
  const instance = (id: string, forgetting: () => Promise<void> = () => Promise.resolve()) => {
    const forgotten: Invalidation[] = [];
    const reached: number[] = [];
    const memory = {
      forget: (change: Invalidation) => {
        if (change.length > 0) forgotten.push(change);
        return forgetting();
      },
    };
    const channel = new InProcessChannel(room);
    const telemetry = {
      onChangePropagated: (milliseconds: number) => void reached.push(milliseconds),
      onLeaseFailure() {},
    };
    const cluster = new Cluster({ id, channel, instances: store, timing: time, telemetry });
    cluster.addListener(memory);
    return { cluster, forgotten, reached };
  };
  return { room, store, time, said, instance };
}

describe('instances on one database', () => {
  test('trust what they remember from when they have joined, until they leave', async () => {
    const { instance, store, time } = house();
    const { cluster, forgotten } = instance('one');
    expect([cluster.isTrusted, cluster.isConnected, cluster.leaseRemaining]).toEqual([false, false, 0]);
    await cluster.join();
    expect([cluster.isTrusted, cluster.isConnected, cluster.leaseRemaining]).toEqual([true, true, 0.8 * leaseDuration]);
    expect(forgotten).toEqual(['all']);
    expect((await store.instances()).map(({ id }) => id)).toEqual(['one']);
    await time.advanceTo(300);
    expect(cluster.leaseRemaining).toBe(0.8 * leaseDuration - 300);
    await time.advanceTo(600);
    expect(cluster.leaseRemaining).toBe(0.8 * leaseDuration - 100);
    await cluster.leave();
    expect([cluster.isTrusted, cluster.isConnected, cluster.leaseRemaining]).toEqual([false, false, 0]);
    expect(await store.instances()).toEqual([]);
    expect(time.planned).toBe(0);
  });

  test('all forget what was changed before its maker goes on', async () => {
    const { instance } = house();
    let release = () => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    const [one, other] = [instance('one'), instance('other', () => slow)];
    await Promise.all([one.cluster.join(), other.cluster.join()]);
    for (const { forgotten } of [one, other]) forgotten.splice(0);
    let isDone = false;
    const announced = one.cluster.announce([3, 4]).then(() => (isDone = true));
    await settled();
    expect([one.forgotten, other.forgotten, isDone]).toEqual([[[3, 4]], [[3, 4]], false]);
    release();
    await announced;
    expect(one.reached).toEqual([0]);
  });

  test('say in one text what is changed at one moment, and nothing where nothing is', async () => {
    const { instance, said } = house();
    const [one, other] = [instance('one'), instance('other')];
    await Promise.all([one.cluster.join(), other.cluster.join()]);
    other.forgotten.splice(0);
    await one.cluster.announce([]);
    await Promise.all([one.cluster.announce([3]), one.cluster.announce([4, 3])]);
    expect(other.forgotten).toEqual([[3, 4]]);
    await Promise.all([one.cluster.announce([3]), one.cluster.announce('all')]);
    expect(other.forgotten).toEqual([[3, 4], 'all']);
    const changes = said.map(decode).flatMap((text) => (text && 'users' in text ? [text] : []));
    expect(changes).toEqual([
      { from: 'one', round: 1, users: [3, 4] },
      { from: 'one', round: 2, users: 'all' },
    ]);
  });

  test('that listen without a lease are heard, and wait for the others', async () => {
    const { instance, store } = house();
    const [command, server] = [instance('command'), instance('server')];
    await server.cluster.join();
    server.forgotten.splice(0);
    command.cluster.listen();
    await command.cluster.announce([3]);
    expect(server.forgotten).toEqual([[3]]);
    expect(command.cluster.isTrusted).toBe(false);
    expect((await store.instances()).map(({ id }) => id)).toEqual(['server']);
  });

  test('wait a lease for one that says nothing, and no longer for one that says something for others', async () => {
    const { instance, store, time, room } = house();
    const { cluster, reached } = instance('one');
    await cluster.join();
    await store.renew('silent');
    time.after(0, () => void cluster.announce([3]));
    // It confirms to another, and another round than this.
    time.after(10, () => room.forEach((say) => say(encode({ from: 'silent', confirms: [['two', 1], ['one', 9]] })))); // prettier-ignore
    time.after(20, () => room.forEach((say) => say('nonsense')));
    time.after(30, () => room.forEach((say) => say(encode({ from: 'stranger', confirms: [['one', 1]] }))));
    await time.advanceTo(leaseDuration - 1);
    expect(reached).toEqual([]);
    await time.advanceTo(leaseDuration);
    expect(reached).toEqual([leaseDuration]);
    time.after(0, () => void cluster.announce([4]));
    time.after(40, () => room.forEach((say) => say(encode({ from: 'silent', confirms: [['one', 2]] }))));
    await store.renew('silent');
    await time.advanceTo(leaseDuration + 500);
    expect(reached).toEqual([leaseDuration, 40]);
  });

  test('confirm what they have heard together, as many as fit in one text', async () => {
    const { instance, said, room } = house();
    const { cluster } = instance('one');
    await cluster.join();
    const rounds = Array.from({ length: maxConfirmations + 1 }, (_, at) => at);
    for (const round of rounds) room.forEach((say) => say(encode({ from: 'other', round, users: [3] })));
    await settled();
    const confirmed = said.map(decode).flatMap((text) => (text && 'confirms' in text ? [text.confirms] : []));
    expect(confirmed.map((confirms) => confirms.length)).toEqual([maxConfirmations, 1]);
    expect(confirmed.flat()).toEqual(rounds.map((round) => ['other', round]));
    room.forEach((say) => say(encode({ from: 'other', round: 999, users: [3] })));
    await settled();
    expect(said.map(decode).at(-1)).toEqual({ from: 'one', confirms: [['other', 999]] });
  });
});

describe('the register of one process', () => {
  test('knows who has renewed, and gives each renewal a number of its own', async () => {
    const store = new InProcessInstanceStore();
    expect([await store.renew('one'), await store.renew('other'), await store.renew('one')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await store.instances()).toEqual([
      { id: 'one', renewals: 3 },
      { id: 'other', renewals: 2 },
    ]);
    expect(await store.poll()).toEqual({ instances: await store.instances(), changed: [], cursor: '' });
  });

  test('removes one that has not renewed since, and one that leaves', async () => {
    const store = new InProcessInstanceStore();
    for (const id of ['one', 'other', 'one']) await store.renew(id);
    await store.remove({ id: 'one', renewals: 1 });
    await store.remove({ id: 'other', renewals: 2 });
    expect((await store.instances()).map(({ id }) => id)).toEqual(['one']);
    await store.leave('one');
    expect(await store.instances()).toEqual([]);
  });
});
