import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { capUserAgent } from '../devices/user-agent.ts';
import {
  type ClaimedDelivery,
  type DeliveryAttempt,
  type DeliveryStore,
  type Retry,
  failuresUntilProbing,
  mostDeliveryTries,
} from './delivery.ts';
import { type Courier, type DeliveryOutcome, DeliveryWorker } from './delivery-worker.ts';
import type { ActiveEndpoint } from './endpoint.ts';

const arrived: DeliveryAttempt = { isDelivered: true, status: 200, error: null };
const refused: DeliveryAttempt = { isDelivered: false, status: 500, error: 'status' };

const deliveryOf = (id: number, tries = 1): ClaimedDelivery => ({
  id,
  tries,
  event: {
    id,
    position: id,
    kind: 'ended',
    at: new Date(0),
    userId: id,
    subject: 'ada',
    sessionId: 1,
    deviceId: 1,
    endReason: 'logout',
    actorSessionId: null,
    methods: [],
    userAgent: capUserAgent(''),
    ip: null,
  },
});

const endpointOf = (id: number, other: Partial<ActiveEndpoint> = {}): ActiveEndpoint => ({
  id,
  url: `https://${id}.example.com/`,
  format: 'webhook',
  kinds: ['ended'],
  audience: null,
  secrets: [],
  failures: 0,
  failingSince: null,
  ...other,
});

/** A worker on queues in memory. Each request is open until `answer`. */
class World {
  now = new Date('2026-03-01');
  readonly endpoints: ActiveEndpoint[] = [endpointOf(1)];
  readonly due = new Map<number, ClaimedDelivery[]>();
  readonly open = new Map<number, (attempt: DeliveryAttempt) => void>();
  readonly sentTo: string[] = [];
  readonly settled: number[] = [];
  /** How many deliveries each statement recorded. */
  readonly settledAtOnce: number[] = [];
  turn = (): Promise<void> => Promise.resolve();
  pause = (): Promise<void> => Promise.resolve();
  readonly failed: [number, Retry][] = [];
  readonly outcomes: DeliveryOutcome[] = [];
  readonly failures: unknown[] = [];
  readonly stop = new AbortController();
  published = [0];
  mostAtOnce = 0;
  /** Whether the database has another URL for the endpoints than the worker. */
  hasMoved = false;

  readonly #deliveries: Pick<DeliveryStore, 'claim' | 'settle' | 'fail'> = {
    claim: (endpointId, { limit }) => Promise.resolve((this.due.get(endpointId) ?? []).splice(0, limit)),
    settle: (_endpointId, deliveries) => {
      this.settled.push(...deliveries.map(({ id }) => id));
      this.settledAtOnce.push(deliveries.length);
      return Promise.resolve();
    },
    fail: (_endpointId, { id }, _attempt, { dueAt, endpointRetryAt, pauses }) => {
      this.failed.push([id, { dueAt, endpointRetryAt, pauses }]);
      return Promise.resolve(!this.hasMoved);
    },
  };

  readonly #courier: Courier = {
    send: ({ url }, { id }, signal) =>
      new Promise((resolve) => {
        this.sentTo.push(url);
        this.open.set(id, resolve);
        this.mostAtOnce = Math.max(this.mostAtOnce, this.open.size);
        signal.addEventListener('abort', () => resolve({ isDelivered: false, status: null, error: 'timeout' }));
      }),
  };

  readonly worker = new DeliveryWorker({
    feed: { publish: () => Promise.resolve(this.published.shift() ?? 0) },
    endpoints: { active: () => Promise.resolve(this.endpoints) },
    deliveries: this.#deliveries,
    courier: this.#courier,
    clock: () => this.now,
    turn: () => this.turn(),
    pause: () => this.pause(),
    random: () => 0,
    onDelivery: (outcome) => this.outcomes.push(outcome),
    onFailure: (error) => this.failures.push(error),
  });

  async run(): Promise<boolean> {
    const hasPublished = await this.worker.run(this.stop.signal);
    await this.settle();
    return hasPublished;
  }

  /** Lets everything happen that does not wait for an answer. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < 200; turns += 1) await Promise.resolve();
  }

  async answer(id: number, attempt: DeliveryAttempt): Promise<void> {
    this.open.get(id)?.(attempt);
    this.open.delete(id);
    await this.settle();
  }
}

let world: World;
beforeEach(() => {
  world = new World();
  setMaxListeners(0, world.stop.signal);
});
afterEach(async () => {
  world.stop.abort();
  await world.worker.idle();
  vi.restoreAllMocks();
});

describe('the delivery worker', () => {
  test('publishes until nothing is left, then sends what is due and writes down what arrived', async () => {
    world.published = [200, 200, 3];
    world.due.set(1, [deliveryOf(1), deliveryOf(2)]);
    expect(await world.run()).toBe(true);
    expect([world.published, [...world.open.keys()]]).toEqual([[], [1, 2]]);
    expect(await world.run()).toBe(false);
    await world.answer(1, arrived);
    await world.answer(2, arrived);
    await world.worker.idle();
    expect([world.settled, world.outcomes]).toEqual([
      [1, 2],
      ['delivered', 'delivered'],
    ]);
  });

  test('lets no endpoint wait for another that hangs, nor for earlier requests to the same one', async () => {
    world.endpoints.push(endpointOf(2));
    world.due.set(1, [deliveryOf(1)]);
    await world.run();
    world.due.set(1, [deliveryOf(3)]);
    world.due.set(2, [deliveryOf(2)]);
    await world.run();
    expect([...world.open.keys()].toSorted()).toEqual([1, 2, 3]);
  });

  test('sends to the URL that an endpoint was moved to while it is served without a pause', async () => {
    world.due.set(1, [deliveryOf(1)]);
    await world.run();
    world.endpoints[0] = endpointOf(1, { url: 'https://moved.example.com/' });
    world.due.set(1, [deliveryOf(2)]);
    await world.run();
    expect(world.sentTo).toEqual(['https://1.example.com/', 'https://moved.example.com/']);
  });

  test('sends nothing to the URL that an endpoint had, once a failure there has shown that it was moved', async () => {
    world.due.set(1, [deliveryOf(1), deliveryOf(2)]);
    await world.run();
    world.hasMoved = true;
    world.due.set(1, [deliveryOf(3)]);
    await world.answer(1, { isDelivered: false, status: 410, error: 'status' });
    expect(world.outcomes).toEqual(['failed']);
    expect(world.sentTo).toEqual(['https://1.example.com/', 'https://1.example.com/']);
    world.endpoints[0] = endpointOf(1, { url: 'https://moved.example.com/' });
    await world.run();
    expect(world.sentTo.slice(2)).toEqual(['https://moved.example.com/']);
  });

  test('sends nothing more to an endpoint that was paused or deleted while it is served', async () => {
    world.due.set(1, [deliveryOf(1)]);
    await world.run();
    world.endpoints.pop();
    world.due.set(1, [deliveryOf(2)]);
    await world.run();
    await world.answer(1, arrived);
    expect([world.sentTo.length, world.settled, world.due.get(1)?.length]).toEqual([1, [1], 1]);
  });

  test('has 32 requests to one endpoint at most', async () => {
    world.due.set(
      1,
      Array.from({ length: 50 }, (_, id) => deliveryOf(id + 1)),
    );
    await world.run();
    expect(world.open.size).toBe(32);
    await world.answer(1, arrived);
    expect([world.open.size, world.mostAtOnce]).toEqual([32, 32]);
  });

  test('starts one request in each turn of the event loop', async () => {
    const turns: (() => void)[] = [];
    world.turn = () => new Promise((resolve) => turns.push(resolve));
    world.due.set(1, [deliveryOf(1), deliveryOf(2), deliveryOf(3)]);
    await world.run();
    for (const open of [1, 2, 3]) {
      expect([world.open.size, turns.length]).toEqual([open, open]);
      turns.at(-1)?.();
      await world.settle();
    }
  });

  test('records answers that follow each other in one statement, and the last one without a pause', async () => {
    const pauses: (() => void)[] = [];
    world.pause = () => new Promise((resolve) => pauses.push(resolve));
    world.due.set(1, [deliveryOf(1), deliveryOf(2), deliveryOf(3), deliveryOf(4)]);
    await world.run();
    await world.answer(1, arrived);
    await world.answer(2, arrived);
    expect(world.settledAtOnce).toEqual([]);
    pauses.at(-1)?.();
    await world.settle();
    expect(world.settledAtOnce).toEqual([2]);
    await world.answer(3, arrived);
    await world.answer(4, arrived);
    expect([world.settledAtOnce, pauses]).toEqual([[2, 2], expect.objectContaining({ length: 2 })]);
  });

  test('tries a failed delivery again later, each time after a longer pause', async () => {
    const pauses = [];
    for (let tries = 1; tries <= mostDeliveryTries; tries += 1) {
      world.due.set(1, [deliveryOf(tries, tries)]);
      await world.run();
      await world.answer(tries, refused);
      const dueAt = world.failed.at(-1)?.[1].dueAt;
      pauses.push(dueAt ? (dueAt.getTime() - world.now.getTime()) / 1000 : null);
      // Others arrive meanwhile.
      world.due.set(1, [deliveryOf(100)]);
      await world.run();
      await world.answer(100, arrived);
    }
    const hour = 3600;
    const hours = [2, 5, 10, 14, 20, 24].map((hours_) => hours_ * hour);
    expect(pauses).toEqual([5, 60, 300, 1800, ...hours, null]);
    expect(world.outcomes.filter((outcome) => outcome === 'given_up')).toHaveLength(1);
  });

  test('waits as long as the receiver asks, up to an hour', async () => {
    for (const [id, retryAfter] of [30_000, 86_400_000].entries()) {
      world.due.set(1, [deliveryOf(id)]);
      await world.run();
      await world.answer(id, { ...refused, status: 429, retryAfter });
    }
    const waits = world.failed.map(([, { dueAt }]) => (dueAt?.getTime() ?? 0) - world.now.getTime());
    expect(waits).toEqual([30_000, 3_600_000]);
  });

  test('tries an endpoint that is down with one delivery, rests it after each failure, and gives nothing up', async () => {
    world.endpoints[0] = endpointOf(1, { failures: failuresUntilProbing + 2, failingSince: world.now });
    world.due.set(1, [deliveryOf(1, mostDeliveryTries), deliveryOf(2)]);
    await world.run();
    expect([...world.open.keys()]).toEqual([1]);
    await world.answer(1, refused);
    expect([...world.open.keys()]).toEqual([]);
    const [, retry] = world.failed[0] ?? [];
    expect(retry?.endpointRetryAt).toEqual(new Date(world.now.getTime() + 8_000));
    expect(retry?.dueAt).not.toBeNull();
    expect(retry?.pauses).toBe(false);
  });

  test('goes on at full speed once an endpoint that was down has answered', async () => {
    world.endpoints[0] = endpointOf(1, { failures: failuresUntilProbing, failingSince: world.now });
    world.due.set(1, [deliveryOf(1), deliveryOf(2), deliveryOf(3)]);
    await world.run();
    await world.answer(1, arrived);
    expect([...world.open.keys()]).toEqual([2, 3]);
  });

  test('pauses an endpoint at which nothing has arrived for five days, or that says that it is gone', async () => {
    const day = 86_400_000;
    const failingSince = new Date(world.now.getTime() - 5 * day);
    world.endpoints[0] = endpointOf(1, { failures: 3, failingSince });
    world.due.set(1, [deliveryOf(1)]);
    await world.run();
    await world.answer(1, refused);
    world.endpoints[0] = endpointOf(2);
    world.due.set(2, [deliveryOf(2)]);
    await world.run();
    await world.answer(2, { ...refused, status: 410 });
    expect(world.failed.map(([, { pauses }]) => pauses)).toEqual([true, true]);
    expect(world.outcomes).toEqual(['paused', 'paused']);
  });

  test('breaks requests off when it stops, and leaves them for their lease', async () => {
    world.due.set(1, [deliveryOf(1)]);
    await world.run();
    world.stop.abort();
    await world.worker.idle();
    expect([world.settled, world.failed]).toEqual([[], []]);
    world.due.set(1, [deliveryOf(2)]);
    await world.run();
    expect(world.due.get(1)).toHaveLength(1);
  });

  test('reports a database that fails, and serves the endpoint in the next run', async () => {
    const broken = new Error('The database is gone');
    world.due.set(1, [deliveryOf(1)]);
    const claim = vi.spyOn(world.due, 'get').mockImplementationOnce(() => {
      throw broken;
    });
    await world.run();
    expect(world.failures).toEqual([broken]);
    claim.mockRestore();
    await world.run();
    expect([...world.open.keys()]).toEqual([1]);
  });
});
