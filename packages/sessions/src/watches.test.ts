import { describe, expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { VirtualTime } from './cluster/testing/virtual-time.ts';
import { LastUses } from './last-uses.ts';
import type { Principal } from './principal.ts';
import { SessionCache } from './session-cache.ts';
import { defaultSessionLimits as limits } from './session-limits.ts';
import { hashSessionToken } from './session-token.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { later, sampleSession, sampleUser, start } from './testing/sample-session.ts';
import { type Watch, Watches } from './watches.ts';

const hour = 60 * 60 * 1000;
const revoked = { at: later(start, 1), reason: 'revoked' } as const;
const refused = { ok: false, code: 'token_incorrect', ended: { session: { id: 1, userId: 1 }, end: revoked } };

/** A database of one session each for users 1 to 9, and an instance with watches on it. */
class House {
  readonly time = new VirtualTime();
  readonly uses = new LastUses(limits.lastUsedStep);
  readonly ended = new Set<number>();
  isTrusted = true;
  isAway = false;
  questions = 0;
  /** Whoever asks the database waits for this. */
  answers: Promise<void> = Promise.resolve();
  readonly watches: Watches;

  constructor() {
    const isTrusted = () => this.isTrusted;
    const authenticator = new Authenticator({
      store: { findByTokenHash: (hash) => this.#find(hash) },
      cache: new SessionCache(100),
      uses: this.uses,
      limits,
      clock: () => later(start, this.time.now),
      isTrusted,
      demandsBinding: true,
    });
    this.watches = new Watches({ authenticator, timing: this.time, isTrusted });
  }

  async #find(hash: string) {
    this.questions += 1;
    await this.answers;
    if (this.isAway) throw new StoreUnavailable('away');
    const id = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((each) => hashSessionToken(String(each)) === hash) ?? 0;
    const end = this.ended.has(id) ? { endedAt: revoked.at, endReason: revoked.reason } : {};
    return { session: sampleSession({ id, userId: id, ...end }), user: sampleUser(id), ofBrowser: true };
  }

  open(id: number): Watch {
    return this.watches.open(this.principal(id));
  }

  principal(id: number): Principal {
    const session = sampleSession({ id, userId: id });
    return { user: sampleUser(id), session, tokenHash: hashSessionToken(String(id)), ofBrowser: true };
  }
}

/** Tells, after everything that can go on has, whether a promise has resolved. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.finally(() => (settled = true)).catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

function held(): { readonly until: Promise<void>; readonly release: () => void } {
  let release = () => {};
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
}

const never = new AbortController().signal;

describe('a watch', () => {
  test('ends with its session, and says how that ended', async () => {
    const house = new House();
    const watch = house.open(1);
    expect(await watch.confirm()).toEqual({ ok: true });
    house.ended.add(1);
    await house.watches.recheck([1]);
    expect(await watch.confirm()).toMatchObject(refused);
  });

  test('stays ended, whatever is asked later', async () => {
    const house = new House();
    const watch = house.open(1);
    house.ended.add(1);
    await watch.recheck();
    house.ended.clear();
    await watch.recheck();
    expect(await watch.confirm()).toMatchObject(refused);
  });

  test('is no use of its session', async () => {
    const house = new House();
    const watch = house.open(1);
    await house.time.passUntil(hour);
    await watch.recheck();
    await watch.confirm();
    expect(house.uses.size).toBe(0);
  });

  test('shows nothing while it is being asked whether its session lives', async () => {
    const house = new House();
    const watch = house.open(1);
    const { until, release } = held();
    house.answers = until;
    house.ended.add(1);
    void watch.recheck();
    const confirmed = watch.confirm();
    expect(await isSettled(confirmed)).toBe(false);
    release();
    expect(await confirmed).toMatchObject(refused);
  });

  test('shows nothing without a lease before it has asked the database, each time', async () => {
    const house = new House();
    const watch = house.open(1);
    house.isTrusted = false;
    await watch.confirm();
    await watch.confirm();
    expect(house.questions).toBe(2);
    house.ended.add(1);
    expect(await watch.confirm()).toMatchObject(refused);
  });

  test('asks nobody while there is a lease and nothing has changed', async () => {
    const house = new House();
    const watch = house.open(1);
    await watch.confirm();
    await watch.confirm();
    expect(house.questions).toBe(0);
  });

  test('fails where nobody can tell whether its session lives, and shows nothing more', async () => {
    const house = new House();
    const watch = house.open(1);
    house.isAway = true;
    house.isTrusted = false;
    await expect(watch.confirm()).rejects.toThrow(StoreUnavailable);
    house.isAway = false;
    house.isTrusted = true;
    await expect(watch.confirm()).rejects.toThrow(StoreUnavailable);
  });
});

describe('whoever waits for news', () => {
  test('is woken by a use, a change, and its own leaving', async () => {
    const house = new House();
    const watch = house.open(1);
    const leaving = new AbortController();
    for (const wake of [
      () => house.watches.notice([1]),
      () => void house.watches.recheck([1]),
      () => leaving.abort(),
    ]) {
      const news = watch.next(hour, leaving.signal);
      expect(await isSettled(news)).toBe(false);
      wake();
      await news;
    }
  });

  test('misses nothing that came while it looked elsewhere', async () => {
    const house = new House();
    const watch = house.open(1);
    house.watches.notice([1]);
    expect(await isSettled(watch.next(hour, never))).toBe(true);
    expect(await isSettled(watch.next(hour, never))).toBe(false);
  });

  test('is woken when time alone ends the session, and that is then asked of the database', async () => {
    const house = new House();
    const watch = house.open(1);
    const news = watch.next(1000, never);
    await house.time.passUntil(999);
    expect(await isSettled(news)).toBe(false);
    house.ended.add(1);
    await house.time.passUntil(1000);
    await news;
    expect(await watch.confirm()).toMatchObject(refused);
  });

  test('looks whether the session is still there once an hour, however long it may live', async () => {
    const house = new House();
    const watch = house.open(1);
    const news = watch.next(Infinity, never);
    await house.time.passUntil(hour);
    expect(await isSettled(news)).toBe(true);
    expect(house.questions).toBe(1);
  });

  test('rests for as long as it wants to: news wait for that, the end of its own session does not', async () => {
    const house = new House();
    const watch = house.open(1);
    const news = watch.next(hour, never, 1000);
    house.watches.notice([1]);
    await house.time.passUntil(999);
    expect(await isSettled(news)).toBe(false);
    await house.time.passUntil(1000);
    expect(await isSettled(news)).toBe(true);

    const end = watch.next(hour, never, 1000);
    house.ended.add(1);
    await house.watches.recheck([1]);
    expect(await isSettled(end)).toBe(true);
    expect(await watch.confirm()).toMatchObject(refused);
    expect(house.time.planned).toBe(0);
  });

  test('leaves no timer behind', async () => {
    const house = new House();
    const news = house.open(1).next(1000, never);
    house.watches.notice([1]);
    await news;
    expect(house.time.planned).toBe(0);
  });
});

describe('a change', () => {
  test('has reached the watches of its users only when each has asked', async () => {
    const house = new House();
    const watches = [house.open(1), house.open(1), house.open(2)];
    const { until, release } = held();
    house.answers = until;
    const reached = house.watches.recheck([1, 2]);
    expect(await isSettled(reached)).toBe(false);
    expect(house.questions).toBe(watches.length);
    release();
    await reached;
  });

  test('has reached them also where the database is away, for they show nothing then', async () => {
    const house = new House();
    const watch = house.open(1);
    house.isAway = true;
    await house.watches.recheck([1]);
    await expect(watch.confirm()).rejects.toThrow(StoreUnavailable);
  });

  test('concerns nobody else, and of everyone, everybody', async () => {
    const house = new House();
    for (const id of [1, 2, 3]) house.open(id);
    await house.watches.recheck([4]);
    expect(house.questions).toBe(0);
    await house.watches.recheck('everyone');
    expect(house.questions).toBe(3);
  });
});

describe('an instance', () => {
  test('that stops ends every watch, and each that is opened later', async () => {
    const house = new House();
    const watch = house.open(1);
    const waiting = watch.next(hour, never);
    house.watches.close();
    await waiting;
    await expect(watch.confirm()).rejects.toThrow(StoreUnavailable);
    await expect(house.open(2).confirm()).rejects.toThrow(StoreUnavailable);
  });

  test('counts the watches that are open, and asks for none that is closed', async () => {
    const house = new House();
    const [first, ...others] = [house.open(1), house.open(1), house.open(2)];
    expect(house.watches.size).toBe(3);
    first?.close();
    expect(house.watches.size).toBe(2);
    for (const watch of others) watch.close();
    expect(house.watches.size).toBe(0);
    await house.watches.recheck('everyone');
    expect(house.questions).toBe(0);
  });
});
