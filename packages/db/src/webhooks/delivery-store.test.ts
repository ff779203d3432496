import type { ClaimedDelivery } from '@latchkey/sessions/webhooks/delivery';
import { failuresUntilProbing } from '@latchkey/sessions/webhooks/delivery';
import { outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StatementPool } from '../sql/statement-pool.ts';
import { usualKind } from '../testing/place.ts';
import { cutoff, day, ending, later, second } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

const minute = 60 * second;
const now = later(0);

describe.each(usualKind)('deliveries on %s', (_kind, makePlace) => {
  const world = new World(makePlace);
  const endpoint = { url: 'https://example.org/', format: 'webhook', audience: null } as const;
  let endpointId: number;
  beforeEach(async () => {
    const { endpoints } = world.database;
    for (const { id } of await endpoints.list()) await endpoints.remove(id);
    await world.clear();
    endpointId = await create();
  });

  afterEach(() => vi.restoreAllMocks());

  async function create(wanted: readonly (typeof outgoingKinds)[number][] = outgoingKinds): Promise<number> {
    const made = { ...endpoint, kinds: wanted, secret: 'whsec_NQ==', createdAt: now };
    return (await world.database.endpoints.create(made, 20)) ?? 0;
  }

  async function publish(): Promise<void> {
    while ((await world.database.feed.publish(now, 100)) > 0);
  }

  const claim = (at = now, limit = 10, from = endpointId): Promise<ClaimedDelivery[]> =>
    world.database.deliveries.claim(from, { now: at, until: new Date(at.getTime() + minute), limit });
  const arrive = (...claimed: readonly ClaimedDelivery[]): Promise<void> =>
    world.database.deliveries.settle(
      endpointId,
      claimed.map((one) => ({ ...one, status: 200 })),
      now,
    );
  const fail = (claimed: ClaimedDelivery, dueAt: Date | null = later(day), other = {}): Promise<boolean> =>
    world.database.deliveries.fail(
      endpointId,
      claimed,
      { isDelivered: false, status: 500, error: 'status' },
      { now, dueAt, endpointRetryAt: null, pauses: false, sentTo: endpoint.url, ...other },
    );
  const sessionsOf = (claimed: readonly ClaimedDelivery[]) => claimed.map(({ event }) => event.sessionId);

  test('are recorded although the first try is rolled back because of a deadlock', async () => {
    await world.begin(await world.someone());
    await publish();
    const [claimed] = await claim();
    if (!claimed) throw new Error('There is a delivery');
    const run = vi.spyOn(StatementPool.prototype, 'run');
    run.mockRejectedValueOnce(Object.assign(new Error('deadlock detected'), { code: '40P01' }));
    await arrive(claimed);
    expect(run).toHaveBeenCalledTimes(2);
    expect(await world.database.deliveries.log(endpointId, { before: null, limit: 1 })).toMatchObject([
      { id: claimed.id, deliveredAt: now },
    ]);
  });

  test('whose try fails at an address that the endpoint no longer has are due at once, and that failure is not counted', async () => {
    await world.begin(await world.someone());
    await publish();
    const [claimed] = await claim();
    if (!claimed) throw new Error('There is a delivery');
    await world.database.endpoints.move(endpointId, 'https://moved.example/', now);
    expect(await fail(claimed)).toBe(false);
    expect(await world.database.endpoints.list()).toMatchObject([{ failures: 0, failingSince: null }]);
    const [again] = await claim();
    expect(again).toMatchObject({ id: claimed.id, tries: 2 });
    if (again) expect(await fail(again, later(day), { sentTo: 'https://moved.example/' })).toBe(true);
    expect(await world.database.endpoints.list()).toMatchObject([{ failures: 1 }]);
    expect(await claim()).toEqual([]);
  });

  test('whose try fails after the endpoint was resumed meanwhile stay due', async () => {
    await world.begin(await world.someone());
    await publish();
    const [claimed] = await claim();
    if (!claimed) throw new Error('There is a delivery');
    await world.database.endpoints.resume(endpointId, now);
    expect(await fail(claimed)).toBe(true);
    expect(await claim()).toMatchObject([{ id: claimed.id, tries: 2 }]);
  });

  test('are of the kinds that an endpoint wants, from its creation on', async () => {
    const user = await world.someone();
    const { id } = await world.begin(user);
    const onlyEnds = await create(['ended']);
    await world.database.sessions.end(id, ending(user));
    await publish();
    const [first, ...others] = await claim(now, 10, onlyEnds);
    expect(first).toMatchObject({ tries: 1, event: { kind: 'ended', sessionId: id } });
    expect(others).toEqual([]);
    const late = await create();
    await publish();
    expect(await claim(now, 10, late)).toEqual([]);
  });

  test('of one user are claimed one after another, of several users at once', async () => {
    const [user, another] = [await world.someone(), await world.someone()];
    const sessions = [await world.begin(user), await world.begin(user), await world.begin(another)];
    const [one, two, three] = sessions.map(({ id }) => id);
    await publish();
    const first = await claim();
    expect(sessionsOf(first)).toEqual([one, three]);
    expect(await claim()).toEqual([]);
    await arrive(...first);
    expect(sessionsOf(await claim())).toEqual([two]);
  });

  test('that failed hold back their user until they are due, and no other', async () => {
    const [user, another] = [await world.someone(), await world.someone()];
    const [one, two] = [await world.begin(user), await world.begin(user)];
    await publish();
    const [failed] = await claim();
    if (failed) await fail(failed, later(minute));
    const { id } = await world.begin(another);
    await publish();
    expect(sessionsOf(await claim(later(minute - 1)))).toEqual([id]);
    const [again] = await claim(later(minute));
    expect(again).toMatchObject({ id: failed?.id, tries: 2, event: { sessionId: one.id } });
    if (again) await fail(again, null);
    expect(sessionsOf(await claim(later(minute)))).toEqual([two.id]);
  });

  test('are claimed again when the lease of a dead process has run out, and its answer counts no more', async () => {
    await world.begin(await world.someone());
    await publish();
    const [dead] = await claim();
    expect(await claim(later(minute - 1))).toEqual([]);
    const [alive] = await claim(later(minute));
    expect(alive).toMatchObject({ id: dead?.id, tries: 2 });
    if (dead) await arrive(dead);
    if (dead) await fail(dead, null);
    expect(await world.database.deliveries.log(endpointId, { before: null, limit: 1 })).toMatchObject([
      { deliveredAt: null, dueAt: later(2 * minute), lastStatus: null },
    ]);
    if (alive) await arrive(alive);
    expect(await world.database.deliveries.log(endpointId, { before: null, limit: 1 })).toMatchObject([
      { deliveredAt: now, dueAt: null, tries: 2, lastStatus: 200, lastError: null },
    ]);
  });

  test('that wait are due at once when an endpoint answers again that was down, and not when it was not', async () => {
    const users = [await world.someone(), await world.someone()];
    for (const failures of [1, failuresUntilProbing]) {
      await world.begin(users[0] ?? (await world.someone()), { createdAt: later(0) });
      await publish();
      const [waiting] = await claim();
      for (let times = 0; waiting && times < failures; times += 1) await fail({ ...waiting }, later(day));
      await world.begin(users[1] ?? (await world.someone()));
      await publish();
      const at = later(2 * minute);
      const [other] = await claim(at);
      if (other) {
        await world.database.deliveries.settle(endpointId, [{ ...other, status: 200 }], at);
      }
      const [listed] = await world.database.endpoints.list();
      expect(listed).toMatchObject({ failures: 0, failingSince: null, waiting: 1 });
      const due = await claim(at);
      expect(due.map(({ id }) => id)).toEqual(failures === 1 ? [] : [waiting?.id]);
      const rest = failures === 1 ? await claim(later(2 * day)) : due;
      await arrive(...rest);
    }
  });

  test('pause an endpoint and rest it, which a resume or another URL ends', async () => {
    const { endpoints } = world.database;
    await world.begin(await world.someone());
    await publish();
    const [claimed] = await claim();
    if (claimed) await fail(claimed, later(day), { endpointRetryAt: later(minute) });
    expect(await endpoints.active(later(minute - 1))).toEqual([]);
    expect(await endpoints.active(later(minute))).toMatchObject([{ id: endpointId, failures: 1, failingSince: now }]);
    expect(await endpoints.move(endpointId, 'https://example.net/', now)).toBe(true);
    expect(await endpoints.active(now)).toMatchObject([{ url: 'https://example.net/', failures: 0 }]);
    const [moved] = await claim();
    if (moved) await fail(moved, later(day), { pauses: true, sentTo: 'https://example.net/' });
    expect(await endpoints.active(later(9 * day))).toEqual([]);
    expect(await endpoints.list()).toMatchObject([{ pausedAt: now, waiting: 1 }]);
    expect(await endpoints.resume(endpointId, now)).toBe(true);
    expect(await claim()).toHaveLength(1);
    expect([await endpoints.resume(99, now), await endpoints.move(99, 'https://x/', now)]).toEqual([false, false]);
  });

  test('are sent again as new ones with the same event, once they are finished', async () => {
    const { deliveries } = world.database;
    await world.begin(await world.someone());
    await publish();
    const [first] = await claim();
    expect(await deliveries.resend(first?.id ?? 0, now)).toBeNull();
    if (first) await arrive(first);
    const again = await deliveries.resend(first?.id ?? 0, now);
    expect(await claim()).toMatchObject([{ id: again, tries: 1, event: { id: first?.event.id } }]);
    expect(await deliveries.log(endpointId, { before: again, limit: 9 })).toHaveLength(1);
  });

  test('keep their events from being purged while they wait, and are purged themselves by their age', async () => {
    const { housekeeping, deliveries } = world.database;
    const user = await world.someone();
    await world.begin(user);
    await publish();
    expect(await housekeeping.purgeEvents(later(day), 10)).toBe(0);
    const [claimed] = await claim();
    if (claimed) await arrive(claimed);
    expect(await housekeeping.purgeEvents(later(day), 10)).toBe(1);
    expect(await deliveries.log(endpointId, { before: null, limit: 9 })).toMatchObject([{ kind: null }]);
    expect(await deliveries.resend(claimed?.id ?? 0, now)).toBeNull();
    expect(await housekeeping.purgeDeliveries(later(-1), 10)).toBe(0);
    expect(await housekeeping.purgeDeliveries(now, 10)).toBe(1);
  });

  test('go with their endpoint, which exists up to a number', async () => {
    const { endpoints } = world.database;
    await world.database.users.delete((await world.someone()).id, cutoff(now));
    expect(await endpoints.create({ ...endpoint, kinds: [], secret: 'whsec_NQ==', createdAt: now }, 1)).toBeNull();
    expect([await endpoints.remove(endpointId), await endpoints.remove(endpointId)]).toEqual([true, false]);
    expect(await endpoints.list()).toEqual([]);
    expect(await endpoints.create({ ...endpoint, kinds: [], secret: 'whsec_NQ==', createdAt: now }, 1)).not.toBeNull();
  });

  test('of a removed endpoint are not sent, shown or sent again, and are deleted in batches, its row last', async () => {
    const { endpoints, deliveries, feed, housekeeping } = world.database;
    const other = await create();
    for (const _ of [1, 2]) await world.begin(await world.someone());
    await publish();
    const [first] = await claim(now, 1);
    if (!first) throw new Error('Something should be due');
    await arrive(first);
    expect(await endpoints.remove(endpointId)).toBe(true);

    await world.begin(await world.someone());
    await publish();
    expect(await claim(later(day))).toEqual([]);
    expect(await deliveries.log(endpointId, { before: null, limit: 9 })).toEqual([]);
    expect(await deliveries.resend(first.id, now)).toBeNull();
    expect(await endpoints.active(later(day))).toMatchObject([{ id: other }]);
    expect([
      await endpoints.move(endpointId, 'https://example.net/', now),
      await endpoints.resume(endpointId, now),
      await endpoints.rotate(endpointId, 'whsec_Ng==', later(day)),
    ]).toEqual([false, false, false]);

    // The third event has no delivery to it.
    expect([
      await housekeeping.purgeDeliveries(later(-day), 1),
      await housekeeping.purgeDeliveries(later(-day), 9),
    ]).toEqual([1, 1]);
    expect(await housekeeping.purgeDeliveries(later(-day), 9)).toBe(0);
    expect(await claim(now, 9, other)).toHaveLength(3);
    expect(await feed.publish(now, 9)).toBe(0);
  });

  test('have both secrets until the end of a rotation', async () => {
    const { endpoints } = world.database;
    expect(await endpoints.rotate(endpointId, 'whsec_Ng==', later(day))).toBe(true);
    expect(await endpoints.active(later(day - 1))).toMatchObject([{ secrets: ['whsec_Ng==', 'whsec_NQ=='] }]);
    expect(await endpoints.active(later(day))).toMatchObject([{ secrets: ['whsec_Ng=='] }]);
    expect(await endpoints.rotate(99, 'whsec_Ng==', later(day))).toBe(false);
  });
});
