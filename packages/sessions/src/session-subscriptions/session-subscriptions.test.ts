import { describe, expect, test } from 'vitest';
import { Authenticator } from '../tokens/authenticator.ts';
import type { Invalidation } from '../instances/invalidation.ts';
import { VirtualTime } from '../instances/testing/virtual-time.ts';
import type { DeviceBinding } from '../tokens/device-binding.ts';
import { LastUsedBuffer } from '../sessions/last-used-buffer.ts';
import { type SessionView, sessionView } from '../sessions/session-view.ts';
import { Locations } from '../geo/location.ts';
import type { Principal } from '../sessions/principal.ts';
import { SessionCache } from '../sessions/session-cache.ts';
import { defaultSessionLimits as limits } from '../sessions/session-limits.ts';
import type { SessionWithUser } from '../sessions/session-store.ts';
import { type SessionTokenHash, hashSessionToken } from '../tokens/session-token.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { later, sampleSession, sampleSummary, sampleUser, start } from '../testing/sample-session.ts';
import type { SessionSubscription } from './session-subscription.ts';
import { SessionSubscriptions, type StreamLimits } from './session-subscriptions.ts';

const hour = 60 * 60 * 1000;
const revoked = { at: later(start, 1), reason: 'revoked' } as const;
const refused = { ok: false, code: 'token_incorrect', ended: { end: revoked } };

/** A gate that blocks callers until it is released. */
function gate() {
  let release = () => {};
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
}

/** A database in which user n has the sessions 10n to 10n + 9, and an instance with streams on it. */
class House {
  readonly time = new VirtualTime();
  readonly uses = new LastUsedBuffer(limits.lastUsedStep);
  readonly ended = new Set<number>();
  /** Sessions that are bound to a device. */
  readonly bound = new Map<number, DeviceBinding>();
  readonly names = new Map<number, string>();
  readonly subscriptions: SessionSubscriptions;
  isTrusted = true;
  isAway = false;
  /** The hashes that each query looked up. */
  queries: number[] = [];
  /** The users whose lists were read. */
  lists: number[] = [];
  maxConcurrent = { queries: 0, lists: 0 };
  /** Queries wait for the first, readings of lists for the second. */
  answers: Promise<void> = Promise.resolve();
  listed: Promise<void> = Promise.resolve();
  readonly #cache = new SessionCache(100_000);
  #underWay = { queries: 0, lists: 0 };

  constructor(streamLimits: StreamLimits = { perUser: 1000, perNetwork: 100_000 }) {
    const isTrusted = () => this.isTrusted;
    const clock = () => later(start, this.time.now);
    const authenticator = new Authenticator({
      locations: new Locations({ countryOf: (ip) => (ip === '9.9.9.9' ? 'CH' : null) }),
      cache: this.#cache,
      store: {
        findByTokenHash: () => Promise.reject(new Error('Streams ask for many')),
        findByTokenHashes: (hashes) => this.#asking('queries', () => this.#find(hashes)),
      },
      lastUsed: this.uses,
      limits,
      clock,
      isTrusted,
      requiresBinding: true,
    });
    this.subscriptions = new SessionSubscriptions({
      recheck: (principals) => authenticator.recheck(principals),
      list: (userId) => this.#asking('lists', () => this.#list(userId)),
      explain: () => Promise.resolve(null),
      limits: streamLimits,
      clock,
      timing: this.time,
      isTrusted,
    });
  }

  /** As `SessionMemory.forget` does. */
  announce(change: Invalidation): Promise<void> {
    this.#cache.forget(change);
    return this.subscriptions.recheck(change);
  }

  principal(id: number, provedUntil: Date | null = null): Principal {
    const user = sampleUser(Math.floor(id / 10));
    const session = sampleSession({ id, userId: user.id, binding: this.bound.get(id) ?? null });
    return { user, session, tokenHash: hashSessionToken(String(id)), ofBrowser: true, provedUntil };
  }

  open(id: number, address = '192.0.2.1', provedUntil: Date | null = null): SessionSubscription {
    const opened = this.subscriptions.open(this.principal(id, provedUntil), address);
    if (!opened.ok) throw new Error(opened.code);
    return opened.value;
  }

  /** Opens a stream that has said what there is. */
  async opened(id: number): Promise<SessionSubscription> {
    const stream = this.open(id);
    expect(await event(stream)).toMatchObject({ kind: 'opened' });
    return stream;
  }

  async #asking<Answer>(what: 'queries' | 'lists', ask: () => Promise<Answer>): Promise<Answer> {
    this.#underWay[what] += 1;
    this.maxConcurrent[what] = Math.max(this.maxConcurrent[what], this.#underWay[what]);
    try {
      return await ask();
    } finally {
      this.#underWay[what] -= 1;
    }
  }

  async #find(hashes: readonly SessionTokenHash[]): Promise<ReadonlyMap<SessionTokenHash, SessionWithUser>> {
    this.queries.push(hashes.length);
    const found = new Map<SessionTokenHash, SessionWithUser>();
    for (const hash of hashes) {
      const id = idOf(hash);
      const end = this.ended.has(id) ? { endedAt: revoked.at, endReason: revoked.reason } : {};
      const userId = Math.floor(id / 10);
      const session = sampleSession({ id, userId, binding: this.bound.get(id) ?? null, ...end });
      found.set(hash, { session, user: sampleUser(userId), ofBrowser: true });
    }
    await this.answers;
    if (this.isAway) throw new StoreUnavailable('away');
    return found;
  }

  async #list(userId: number): Promise<SessionView[]> {
    this.lists.push(userId);
    const ids = Array.from({ length: 10 }, (_, number) => 10 * userId + number).filter((id) => !this.ended.has(id));
    const locations = new Locations({ countryOf: () => null });
    const sessions = ids.map((id) =>
      sessionView(
        sampleSummary({ id, label: this.names.get(id) ?? null, isBound: this.bound.has(id) }),
        this.uses.activityOf(sampleSession({ id })),
        limits,
        locations,
      ),
    );
    await this.listed;
    if (this.isAway) throw new StoreUnavailable('away');
    return sessions;
  }
}

const ids = new Map<SessionTokenHash, number>();
for (let id = 0; id < 4_000; id += 1) ids.set(hashSessionToken(String(id)), id);
const idOf = (hash: SessionTokenHash): number => ids.get(hash) ?? 0;

const event = async (stream: SessionSubscription) => (await stream.next()).value;

/** Tells, after everything that can go on has, whether a promise has resolved. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.finally(() => (settled = true)).catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

/** Advances the time by some milliseconds. */
const pass = (house: House, milliseconds: number) => house.time.advanceTo(house.time.now + milliseconds);

describe('a stream', () => {
  test('opens with the list, its own session marked, and then says what has changed', async () => {
    const house = new House();
    const stream = house.open(11);
    const opened = await event(stream);
    expect(opened).toMatchObject({ ok: true, kind: 'opened', isComplete: true });
    if (!opened?.ok) throw new Error('It should open');
    expect(opened.sessions.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([11]);
    house.names.set(12, 'Kitchen');
    const next = event(stream);
    await house.announce([1]);
    await pass(house, 10);
    expect(await next).toMatchObject({
      kind: 'changed',
      changes: [{ kind: 'renamed', sessionId: 12 }],
      sessions: [{ id: 12, label: 'Kitchen', isCurrent: false }],
    });
  });

  test('says nothing while nothing has changed, though its list was read anew', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const next = event(stream);
    house.subscriptions.refreshLists([1]);
    await pass(house, 100);
    expect(house.lists).toEqual([1, 1]);
    expect(await isSettled(next)).toBe(false);
  });

  test('ends with its session, and says how that ended, and nothing after', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const next = event(stream);
    house.ended.add(11);
    await house.announce([1]);
    expect(await next).toMatchObject(refused);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(house.subscriptions.size).toBe(0);
  });

  test('stays ended, whatever is asked later', async () => {
    const house = new House();
    const stream = await house.opened(11);
    house.ended.add(11);
    await house.announce([1]);
    house.ended.clear();
    await house.announce([1]);
    expect(await event(stream)).toMatchObject(refused);
  });

  test('whose session ended after its token was checked and before the stream was opened says so, and no list', async () => {
    const house = new House();
    const principal = house.principal(11);
    // Announced while no stream was there to hear of it.
    house.ended.add(11);
    await house.announce([1]);
    const opened = house.subscriptions.open(principal, '192.0.2.1');
    expect(opened.ok && (await event(opened.value))).toMatchObject(refused);
  });

  test('is no use of its session', async () => {
    const house = new House();
    const stream = await house.opened(11);
    void stream.next().catch(() => {});
    await pass(house, 2 * hour);
    expect(house.uses.size).toBe(0);
  });

  test('says nothing while it is being asked whether its session is live, though a list has come', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const { until, release } = gate();
    house.answers = until;
    house.names.set(12, 'Kitchen');
    house.ended.add(11);
    const next = event(stream);
    const reached = house.announce([1]);
    await pass(house, 100);
    expect(house.lists.length).toBe(2);
    expect(await isSettled(next)).toBe(false);
    expect(await isSettled(reached)).toBe(false);
    release();
    await reached;
    expect(await next).toMatchObject(refused);
  });

  test('says nothing without a lease before it has asked the database, each time', async () => {
    const house = new House();
    const stream = await house.opened(11);
    house.isTrusted = false;
    const before = house.queries.length;
    for (const name of ['one', 'two']) {
      house.names.set(12, name);
      house.subscriptions.refreshLists([1]);
      await pass(house, 100);
      expect(await event(stream)).toMatchObject({ changes: [{ kind: 'renamed' }] });
    }
    expect(house.queries.length).toBe(before + 2);
    house.names.set(12, 'three');
    house.ended.add(11);
    house.subscriptions.refreshLists([1]);
    await pass(house, 100);
    expect(await event(stream)).toMatchObject(refused);
  });

  test('asks nothing of the database while there is a lease and nothing has changed', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const before = house.queries.length;
    void stream.next();
    house.subscriptions.refreshLists([1]);
    await pass(house, 1000);
    expect(house.queries.length).toBe(before);
  });

  test('fails where nothing can be asked of the database, and says nothing more', async () => {
    const house = new House();
    const [rechecked, listing] = [await house.opened(11), await house.opened(21)];
    house.isAway = true;
    await house.announce([1]);
    house.subscriptions.refreshLists([2]);
    await pass(house, 100);
    for (const stream of [rechecked, listing]) {
      await expect(stream.next()).rejects.toThrow(StoreUnavailable);
      expect(await stream.next()).toEqual({ done: true, value: undefined });
    }
    expect(house.subscriptions.size).toBe(0);
  });

  test('asks when time alone ends its session, and at least once an hour', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const next = event(stream);
    await pass(house, hour - 1);
    expect(house.lists).toEqual([1]);
    await pass(house, 1);
    expect(house.lists).toEqual([1, 1]);
    await pass(house, limits.idle - hour);
    expect(await next).toMatchObject({ ok: false, ended: { end: { reason: 'idle' } } });
  });

  test('leaves no timer and no place behind when it is closed, also while it waits', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const next = stream.next();
    await pass(house, 100);
    stream.close();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(house.time.planned).toBe(0);
    expect(house.subscriptions.size).toBe(0);
    house.subscriptions.refreshLists([1]);
    await house.announce('all');
    expect(house.lists).toEqual([1]);
  });
});

describe('a stream of a session that is bound to its device', () => {
  const binding = { secret: 'secret', key: 'key' };

  test('ends when its session is bound while it is open: the token alone had opened it', async () => {
    const house = new House();
    const [stream, other] = [await house.opened(11), await house.opened(12)];
    house.bound.set(11, binding);
    const news = event(other);
    await house.announce([1]);
    expect(await event(stream)).toMatchObject({ ok: false, code: 'device_not_proved' });
    await pass(house, 100);
    expect(await news).toMatchObject({ kind: 'changed', changes: [{ kind: 'bound', sessionId: 11 }] });
  });

  test('ends at the very moment when the bound cookie that opened it is good no more', async () => {
    const house = new House();
    house.bound.set(11, binding);
    const stream = house.open(11, '192.0.2.1', later(start, 660_000));
    await event(stream);
    const next = event(stream);
    await pass(house, 659_999);
    expect(await isSettled(next)).toBe(false);
    await pass(house, 1);
    expect(await next).toMatchObject({ ok: false, code: 'device_not_proved', ended: null });
  });

  test('is not opened by a principal without a proof', async () => {
    const house = new House();
    house.bound.set(11, binding);
    expect(await event(house.open(11))).toMatchObject({ ok: false, code: 'device_not_proved' });
  });
});

describe('the streams of one user', () => {
  test('share one reading of the list at each change, and each marks its own session', async () => {
    const house = new House();
    const streams = await Promise.all(Array.from({ length: 40 }, (_, number) => house.opened(10 + (number % 10))));
    expect(house.lists).toEqual([1]);
    house.names.set(12, 'Kitchen');
    const events = Promise.all(streams.map(event));
    await house.announce([1]);
    await pass(house, 100);
    const said = await events;
    expect(house.lists).toEqual([1, 1]);
    expect(said.map((one) => one?.ok && one.sessions.map(({ isCurrent }) => isCurrent))).toEqual(
      streams.map((_, number) => [number % 10 === 2]),
    );
    // One object for all whose own session is not in it, and one for those of each session that is.
    expect(new Set(said).size).toBe(2);
  });

  test('send an end once, though the announcement, the poll and the flush each have the list read', async () => {
    const house = new House();
    const stream = await house.opened(11);
    await pass(house, 100);
    const next = event(stream);
    house.ended.add(12);
    // Reports that come while a reading or its rest lasts share the next one.
    await Promise.all([house.announce([1]), house.announce([1])]);
    house.subscriptions.refreshLists([1]);
    await pass(house, 100);
    expect(await next).toMatchObject({ changes: [{ kind: 'ended', sessionId: 12 }] });
    expect(house.lists.length).toBeLessThanOrEqual(3);
    const afterNext = event(stream);
    // Reports that come apart read the list again, find no difference, and send nothing.
    await house.announce([1]);
    await pass(house, 100);
    house.subscriptions.refreshLists([1]);
    await pass(house, 100);
    expect(await isSettled(afterNext)).toBe(false);
  });

  test('are rechecked with one query', async () => {
    const house = new House();
    await Promise.all(Array.from({ length: 40 }, (_, number) => house.opened(10 + (number % 10))));
    house.queries = [];
    await house.announce([1]);
    expect(house.queries).toEqual([10]);
  });

  test('read no more often than their list can bear, however often it changes, but show the last change', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const next = event(stream);
    for (let change = 0; change < 50; change += 1) {
      house.names.set(12, `name ${change}`);
      house.subscriptions.refreshLists([1]);
      await pass(house, 1);
    }
    await next;
    await pass(house, 100);
    // A list of ten rests for ten milliseconds.
    expect(house.lists.length).toBeLessThanOrEqual(8);
    expect(await event(stream)).toMatchObject({ sessions: [{ label: 'name 49' }] });
  });

  test('open with a new reading where the last one is a second old, and each time without a lease', async () => {
    const house = new House();
    await house.opened(11);
    await pass(house, 1000);
    await house.opened(12);
    expect(house.lists).toEqual([1]);
    await pass(house, 1);
    await house.opened(12);
    expect(house.lists).toEqual([1, 1]);
    await pass(house, 100);
    house.isTrusted = false;
    await house.opened(13);
    expect(house.lists).toEqual([1, 1, 1]);
  });

  test('open with nothing that was read before a change that has been announced', async () => {
    const house = new House();
    await house.opened(11);
    house.ended.add(12);
    await house.announce([1]);
    await pass(house, 100);
    const opened = await event(house.open(13));
    expect(opened?.ok && opened.sessions.map(({ id }) => id)).not.toContain(12);
  });
});

describe('a change', () => {
  test('has reached the streams of its users only when each has been asked', async () => {
    const house = new House();
    await Promise.all([house.opened(11), house.opened(12), house.opened(21)]);
    const { until, release } = gate();
    house.answers = until;
    const reached = house.announce([1, 2]);
    expect(await isSettled(reached)).toBe(false);
    release();
    await reached;
  });

  test('that comes while a query is under way is asked about anew, for that query may not have seen it', async () => {
    const house = new House();
    const stream = await house.opened(11);
    const { until, release } = gate();
    house.answers = until;
    const first = house.announce([1]);
    await isSettled(first);
    house.ended.add(11);
    const second = house.announce([1]);
    release();
    await second;
    expect(await event(stream)).toMatchObject(refused);
  });

  test('has reached them also where the database is away, for they say nothing then', async () => {
    const house = new House();
    const stream = await house.opened(11);
    house.isAway = true;
    await house.announce([1]);
    await expect(stream.next()).rejects.toThrow(StoreUnavailable);
  });

  test('causes no query for other users', async () => {
    const house = new House();
    await house.opened(11);
    const before = [house.queries.length, house.lists.length];
    await house.announce([4]);
    expect([house.queries.length, house.lists.length]).toEqual(before);
  });

  test('of all users rechecks 3,000 streams with few queries and lists at one moment, and a change of one user goes first', async () => {
    const house = new House();
    const streams = Array.from({ length: 3_000 }, (_, number) => house.open(10 + number));
    await Promise.all(streams.map(event));
    await pass(house, 100);
    house.queries = [];
    house.lists = [];
    house.maxConcurrent = { queries: 0, lists: 0 };
    const { until, release } = gate();
    house.answers = until;
    house.listed = until;
    const everyone = house.announce('all');
    await isSettled(everyone);
    const one = house.announce([299]);
    expect(house.lists.length).toBe(3);
    let isEveryoneDone = false;
    void everyone.then(() => (isEveryoneDone = true));
    release();
    await one;
    expect(isEveryoneDone).toBe(false);
    await everyone;
    expect(house.queries.length).toBe(7);
    expect(Math.max(...house.queries)).toBe(500);
    expect(house.maxConcurrent.queries).toBe(2);
    await pass(house, 1000);
    expect(new Set(house.lists).size).toBe(300);
    expect(house.maxConcurrent.lists).toBe(3);
  }, 60_000);
});

describe('the limits of open streams', () => {
  const limit = { perUser: 3, perNetwork: 5 };

  test('refuse a user one more, say when to try again, and leave the locations of others alone', async () => {
    const house = new House(limit);
    const [first] = [house.open(11), house.open(12, '192.0.2.2'), house.open(13, '192.0.2.3')];
    const refusal = { ok: false, code: 'too_many_streams', retryAfter: 30 };
    expect(house.subscriptions.open(house.principal(14), '192.0.2.4')).toEqual(refusal);
    house.open(21);
    first.close();
    first.close();
    house.open(14);
    expect(house.subscriptions.open(house.principal(15), '192.0.2.4')).toEqual(refusal);
  });

  test('refuse an address one more of any user, and count all addresses of one IPv6 network together', async () => {
    const house = new House(limit);
    for (let user = 1; user <= 5; user += 1) house.open(10 * user, `2001:db8:0:1::${user}`);
    expect(house.subscriptions.open(house.principal(60), '2001:db8:0:1:ffff::1').ok).toBe(false);
    house.open(60, '2001:db8:0:2::1');
    expect(house.subscriptions.size).toBe(6);
  });
});

test('an instance that stops ends every stream, and each that is opened later', async () => {
  const house = new House();
  const stream = await house.opened(11);
  const waiting = stream.next();
  house.subscriptions.close();
  await expect(waiting).rejects.toThrow(StoreUnavailable);
  await expect(house.open(21).next()).rejects.toThrow(StoreUnavailable);
});

test('a stream that is closed, or left by the loop that reads it, makes room for its network, once', async () => {
  const house = new House({ perUser: 9, perNetwork: 2 });
  const isFull = () => !house.subscriptions.open(house.principal(31), '192.0.2.1').ok;
  const [first, next] = [house.open(11), house.open(21)];
  expect(isFull()).toBe(true);
  for await (const said of first) {
    expect(said).toMatchObject({ kind: 'opened' });
    break;
  }
  expect(house.subscriptions.size).toBe(1);
  const third = house.open(12);
  expect(isFull()).toBe(true);
  expect(await next.return()).toEqual({ done: true, value: undefined });
  third.close();
  third.close();
  expect(house.subscriptions.size).toBe(0);
  for (const id of [11, 21]) house.open(id);
  expect(isFull()).toBe(true);
});

test('a stream is closed by its signal, also by one that was aborted before', () => {
  const house = new House();
  const abort = new AbortController();
  const open = () => house.subscriptions.open(house.principal(11), '192.0.2.1', abort.signal).ok;
  expect(open()).toBe(true);
  expect(house.subscriptions.size).toBe(1);
  abort.abort();
  expect(house.subscriptions.size).toBe(0);
  expect(open()).toBe(true);
  expect(house.subscriptions.size).toBe(0);
});
