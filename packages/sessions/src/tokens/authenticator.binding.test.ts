import { describe, expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { boundCookie, boundCookieExpiry, type DeviceBinding } from './device-binding.ts';
import { LastUsedBuffer } from '../sessions/last-used-buffer.ts';
import type { Principal } from '../sessions/principal.ts';
import { SessionCache } from '../sessions/session-cache.ts';
import { defaultSessionLimits as limits } from '../sessions/session-limits.ts';
import type { SessionWithUser } from '../sessions/session-store.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { type SessionToken, createSessionToken, hashSessionToken } from './session-token.ts';
import { later, sampleSession, sampleUser, start } from '../testing/sample-session.ts';
import { Locations } from '../geo/location.ts';

const minute = 60_000;
const bound = { secret: 'secret', key: 'PEM' };
const unknown = { ok: false, code: 'token_incorrect', ended: null };
const unproved = { ok: false, code: 'device_not_proved', ended: null };

/** An instance, and a database with the sessions of some tokens. */
function desk({ isTrusted = true, requiresBinding = true } = {}) {
  const found = new Map<string, SessionWithUser>();
  const tokens = new Map<number, SessionToken>();
  const asked: unknown[] = [];
  const state = { now: start, isAway: false };
  const uses = new LastUsedBuffer(limits.lastUsedStep);
  const cache = new SessionCache(10);
  const authenticator = new Authenticator({
    locations: new Locations({ countryOf: (ip) => (ip === '9.9.9.9' ? 'CH' : null) }),
    store: {
      findByTokenHash: (hash) => {
        asked.push(hash);
        return Promise.resolve(found.get(hash) ?? null);
      },
      findByTokenHashes: (hashes) => {
        if (state.isAway) return Promise.reject(new StoreUnavailable('away'));
        asked.push(hashes);
        const there = hashes.flatMap((hash) => {
          const one = found.get(hash);
          return one ? [[hash, one] as const] : [];
        });
        return Promise.resolve(new Map(there));
      },
    },
    cache,
    lastUsed: uses,
    limits,
    clock: () => state.now,
    isTrusted: () => isTrusted,
    requiresBinding,
  });
  /** Adds a session, and gives its token. */
  const add = (id: number, binding: DeviceBinding | null = null): SessionToken => {
    const token = createSessionToken();
    found.set(hashSessionToken(token), {
      session: sampleSession({ id, binding }),
      user: sampleUser(1),
      ofBrowser: true,
    });
    tokens.set(id, token);
    return token;
  };
  const principal = async (token: SessionToken): Promise<Principal> => {
    const recognised = await authenticator.resolveToken(token);
    if (!recognised.ok) throw new Error(recognised.code);
    return recognised.value;
  };
  return { authenticator, add, asked, state, uses, cache, principal };
}

describe('a session that is bound to its device', () => {
  const cookieOf = (id: number, now = start) => boundCookie({ id, binding: bound }, now);

  test('is opened by a bound cookie of its own until that is over, from memory as from the database', async () => {
    for (const isTrusted of [true, false]) {
      const { authenticator, add, state, uses } = desk({ isTrusted });
      const token = add(7, bound);
      const end = boundCookieExpiry(cookieOf(7), { id: 7, binding: bound }) ?? start;
      state.now = later(end, -1);
      for (let count = 0; count < 2; count += 1) {
        const opened = await authenticator.authenticate(token, () => cookieOf(7));
        expect(opened).toMatchObject({ ok: true, value: { session: { id: 7 }, provedUntil: end } });
      }
      expect(uses.size).toBe(1);
      state.now = end;
      expect(await authenticator.authenticate(token, () => cookieOf(7))).toEqual(unproved);
    }
  });

  test('is opened by nothing else, and that is no use of it', async () => {
    const { authenticator, add, state, uses } = desk();
    const token = add(7, bound);
    state.now = later(start, minute);
    for (const cookie of [null, 'nonsense', cookieOf(8)])
      expect(await authenticator.authenticate(token, () => cookie)).toEqual(unproved);
    expect(await authenticator.authenticate(token)).toEqual(unproved);
    expect(uses.size).toBe(0);
  });

  test('is opened by fromMemory only once it is cached and with its own bound cookie', async () => {
    const { authenticator, add, uses } = desk();
    const token = add(7, bound);
    expect(
      authenticator.fromMemory(
        token,
        () => cookieOf(7),
        () => null,
      ),
    ).toBeNull();
    expect(await authenticator.authenticate(token, () => cookieOf(7))).toMatchObject({ ok: true });
    uses.takeUserIds();
    for (const cookie of [null, 'nonsense', cookieOf(8)]) {
      expect(
        authenticator.fromMemory(
          token,
          () => cookie,
          () => null,
        ),
      ).toBeNull();
    }
    expect(
      authenticator.fromMemory(
        `${token}x`,
        () => cookieOf(7),
        () => null,
      ),
    ).toBeNull();
    expect(
      authenticator.fromMemory(
        token,
        () => cookieOf(7),
        () => null,
      ),
    ).toMatchObject({ session: { id: 7 } });
  });

  test('is not opened by fromMemory without a lease, nor after its user is forgotten', async () => {
    const away = desk({ isTrusted: false });
    const unheld = away.add(7);
    expect(await away.authenticator.authenticate(unheld)).toMatchObject({ ok: true });
    expect(
      away.authenticator.fromMemory(
        unheld,
        () => null,
        () => null,
      ),
    ).toBeNull();
    const { authenticator, add, cache } = desk();
    const token = add(7);
    await authenticator.authenticate(token);
    cache.forget([1]);
    expect(
      authenticator.fromMemory(
        token,
        () => null,
        () => null,
      ),
    ).toBeNull();
  });

  test('is opened by its token alone where no proof is asked for, and before it has a key', async () => {
    const free = desk({ requiresBinding: false });
    expect(await free.authenticator.authenticate(free.add(7, bound))).toMatchObject({ ok: true });
    const { authenticator, add } = desk();
    let isAsked = false;
    const cookie = () => String((isAsked = true));
    for (const binding of [null, { secret: 'secret', key: null }]) {
      const opened = await authenticator.authenticate(add(7, binding), cookie);
      expect(opened).toMatchObject({ ok: true, value: { provedUntil: null } });
    }
    expect(isAsked).toBe(false);
  });

  test('is recognised by its token alone, which is no use of it', async () => {
    const { authenticator, add, state, uses, asked } = desk();
    const token = add(7, bound);
    state.now = later(start, minute);
    for (let count = 0; count < 2; count += 1)
      expect(await authenticator.resolveToken(token)).toMatchObject({ ok: true, value: { provedUntil: null } });
    expect([uses.size, asked.length]).toEqual([0, 1]);
    expect(await authenticator.resolveToken('nonsense')).toEqual(unknown);
    expect(asked).toHaveLength(1);
  });

  test('is live at a recheck for as long as the cookie that opened it proves its device', async () => {
    const { authenticator, add, state, principal } = desk();
    const of = await principal(add(7, bound));
    const provedUntil = later(start, minute);
    expect(await authenticator.recheck([of])).toEqual([unproved]);
    state.now = later(provedUntil, -1);
    expect(await authenticator.recheck([{ ...of, provedUntil }])).toMatchObject([{ ok: true }]);
    state.now = provedUntil;
    expect(await authenticator.recheck([{ ...of, provedUntil }])).toEqual([unproved]);
  });
});

describe('a recheck of many', () => {
  test('asks with one query for those that memory does not know, each once, and answers in their order', async () => {
    const { authenticator, add, asked, principal } = desk({ isTrusted: false });
    const [one, other] = [await principal(add(7)), await principal(add(8))];
    const gone = { ...one, tokenHash: hashSessionToken('gone') };
    asked.splice(0);
    const before = authenticator.lookups;
    const answers = await authenticator.recheck([one, gone, other, one]);
    expect(answers).toMatchObject([{ value: { session: { id: 7 } } }, unknown, { value: { session: { id: 8 } } }, { value: { session: { id: 7 } } }]); // prettier-ignore
    expect(asked).toEqual([[one.tokenHash, gone.tokenHash, other.tokenHash]]);
    expect(authenticator.lookups).toEqual({ hits: before.hits, misses: before.misses + 3 });
  });

  test('asks nothing where memory knows all, and remembers what it has asked', async () => {
    const { authenticator, add, asked, principal } = desk();
    const [one, other] = [await principal(add(7)), await principal(add(8))];
    asked.splice(0);
    expect(await authenticator.recheck([one, other])).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await authenticator.recheck([])).toEqual([]);
    expect(asked).toEqual([]);
    const third = { ...one, tokenHash: hashSessionToken(add(9)) };
    expect(await authenticator.recheck([one, third])).toMatchObject([{ ok: true }, { value: { session: { id: 9 } } }]);
    expect(asked).toEqual([[third.tokenHash]]);
    await authenticator.recheck([third]);
    expect(asked).toHaveLength(1);
  });

  test('leaves nothing behind of the query, whether or not it succeeds', async () => {
    const { authenticator, add, cache, state, principal } = desk({ isTrusted: false });
    const one = await principal(add(7));
    const rechecked = authenticator.recheck([one]);
    expect(cache.lookups).toBe(1);
    await rechecked;
    expect(cache.lookups).toBe(0);
    state.isAway = true;
    await expect(authenticator.recheck([one])).rejects.toThrow(StoreUnavailable);
    expect(cache.lookups).toBe(0);
  });
});
