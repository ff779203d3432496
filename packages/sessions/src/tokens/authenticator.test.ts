import { describe, expect, test } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { LastUsedBuffer } from '../sessions/last-used-buffer.ts';
import type { Session } from '../sessions/session.ts';
import { SessionCache } from '../sessions/session-cache.ts';
import { defaultSessionLimits as limits } from '../sessions/session-limits.ts';
import { createSessionToken, hashSessionToken } from './session-token.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { later, sampleSession, sampleUser, start } from '../testing/sample-session.ts';
import { Locations } from '../geo/location.ts';

const token = createSessionToken();

/** An instance, and a database with one session. */
class Desk {
  now = start;
  isTrusted = true;
  isAway = false;
  questions = 0;
  session: Session = sampleSession();
  readonly cache = new SessionCache(10);
  readonly lastUsed = new LastUsedBuffer(limits.lastUsedStep);
  readonly authenticator = new Authenticator({
    locations: new Locations({ countryOf: (ip) => (ip === '9.9.9.9' ? 'CH' : null) }),
    store: {
      findByTokenHash: async (hash) => {
        this.questions += 1;
        if (this.isAway) throw new StoreUnavailable('away');
        if (hash !== hashSessionToken(token)) return null;
        return { session: this.session, user: sampleUser(this.session.userId), ofBrowser: false };
      },
      findByTokenHashes: () => Promise.reject(new Error('Only streams ask for many')),
    },
    cache: this.cache,
    lastUsed: this.lastUsed,
    limits,
    clock: () => this.now,
    isTrusted: () => this.isTrusted,
    requiresBinding: true,
  });

  ask = async () => this.authenticator.authenticate(token);
}

test('a use of a session notes the country of its address, and a look at its token does not', async () => {
  const desk = new Desk();
  desk.now = later(start, 1);
  await desk.authenticator.authenticate(token, undefined, () => '9.9.9.9');
  expect(desk.lastUsed.activityOf(desk.session).lastCountry).toBe('CH');
  desk.now = later(start, 2);
  await desk.authenticator.resolveToken(token);
  expect(desk.lastUsed.activityOf(desk.session).lastCountry).toBe('CH');
  await desk.authenticator.authenticate(token, undefined, () => '192.168.1.7');
  expect(desk.lastUsed.activityOf(desk.session).lastCountry).toBe(null);
});

describe('a token that is remembered', () => {
  test('opens its session without a question to the database', async () => {
    const desk = new Desk();
    await desk.ask();
    expect(await desk.ask()).toMatchObject({ ok: true, value: { session: { id: 1 } } });
    expect(desk.questions).toBe(1);
    expect(desk.authenticator.lookups).toEqual({ hits: 1, misses: 1 });
  });

  test('opens nothing any more at the very moment when time ends its session', async () => {
    const desk = new Desk();
    const { absoluteExpiresAt } = desk.session;
    desk.session = sampleSession({ lastUsedAt: later(absoluteExpiresAt, -1000) });
    desk.now = later(absoluteExpiresAt, -1);
    await desk.ask();
    expect(await desk.ask()).toMatchObject({ ok: true });
    desk.now = absoluteExpiresAt;
    expect(await desk.ask()).toMatchObject({ ok: false, ended: { end: { at: absoluteExpiresAt, reason: 'expired' } } });
  });

  test('is asked about where it seems idle for too long: it may have been used elsewhere', async () => {
    const desk = new Desk();
    await desk.ask();
    desk.now = later(start, limits.idle);
    desk.session = sampleSession({ lastUsedAt: later(start, limits.idle - 1) });
    expect(await desk.ask()).toMatchObject({ ok: true });
    expect(desk.questions).toBe(2);
  });

  test('is looked up at every request without a lease, and memory alone authenticates no request', async () => {
    const desk = new Desk();
    await desk.ask();
    desk.isTrusted = false;
    desk.session = sampleSession({ endedAt: start, endReason: 'revoked' });
    expect(await desk.ask()).toMatchObject({ ok: false, ended: { end: { reason: 'revoked' } } });
    desk.isAway = true;
    await expect(desk.ask()).rejects.toThrow(StoreUnavailable);
  });
});

describe('what the database says', () => {
  test('is not remembered where there was no lease when it was asked', async () => {
    const desk = new Desk();
    desk.isTrusted = false;
    const asked = desk.ask();
    desk.isTrusted = true;
    await asked;
    expect(desk.cache.size).toBe(0);
  });

  test('is not remembered for a session that has ended, nor for a token without a session', async () => {
    const desk = new Desk();
    desk.session = sampleSession({ endedAt: start, endReason: 'revoked' });
    await desk.ask();
    await desk.authenticator.authenticate(createSessionToken());
    expect(desk.cache.size).toBe(0);
    expect(desk.questions).toBe(2);
  });

  test('leaves nothing behind of the look-up, whatever came of it', async () => {
    const desk = new Desk();
    const asked = desk.ask();
    expect(desk.cache.lookups).toBe(1);
    await asked;
    await desk.authenticator.authenticate(createSessionToken());
    desk.isTrusted = false;
    desk.isAway = true;
    await expect(desk.ask()).rejects.toThrow(StoreUnavailable);
    expect(desk.cache.lookups).toBe(0);
  });

  test('is never asked about a text that can be no token', async () => {
    const desk = new Desk();
    for (const text of ['', token.slice(1), `${token.slice(0, -1)}g`, token.toUpperCase()]) {
      expect(await desk.authenticator.authenticate(text)).toMatchObject({ ok: false });
    }
    expect(desk.questions).toBe(0);
  });
});
