import { describe, expect, test } from 'vitest';
import { EmptyEnds } from '../rate-limits/empty-ends.ts';
import { keyOf } from '../rate-limits/rate-limiter.ts';
import { FakeRateLimits } from '../testing/fake-rate-limits.ts';
import { FakeSessionStore, serviceOn } from '../testing/fake-session-store.ts';
import {
  later,
  samplePrincipal as principal,
  sampleSession,
  sampleSummary,
  sampleUser,
  start,
} from '../testing/sample-session.ts';
import { createSessionToken, hashSessionToken } from '../tokens/session-token.ts';
import { Revocation } from './revocation.ts';
import { defaultSessionLimits as limits } from './session-limits.ts';
import type { StepUpRule } from './session-service.ts';

const minute = 60_000;
const hour = 60 * minute;
const user = sampleUser(3);

function service({ stepUp = 'browsers' }: { readonly stepUp?: StepUpRule } = {}) {
  const store = new FakeSessionStore();
  const rateLimits = new FakeRateLimits();
  const now = { at: start };
  const clock = () => now.at;
  const { sessions } = serviceOn(store, { clock, limits, stepUp });
  const { limiter } = rateLimits;
  const emptyEnds = new EmptyEnds({ limiter, list: (userId) => sessions.listUnmarked(userId), clock });
  const revocation = new Revocation({ store: store.store, sessions, emptyEnds });
  return { revocation, asked: store.asked, answers: store.answers, rateLimits, now };
}

const cutoff = { now: start, idleSince: later(start, -limits.idle) };
const ending = (reason: string) => ({ userId: 3, reason, cutoff, actorId: 20 });
const stepUpRequired = { ok: false, code: 'step_up_required' };
const token = createSessionToken((bytes) => new Uint8Array(bytes).fill(7));

describe('an end that a user asks for', () => {
  test('of one session is one of theirs, with its reason and its actor', async () => {
    const { revocation, asked, answers } = service();
    expect(await revocation.revoke(principal(), 7)).toEqual({ ok: true, value: null });
    answers.end = false;
    expect(await revocation.revoke(principal(), 8)).toEqual({ ok: false, code: 'session_token_not_found' });
    expect(asked).toEqual([
      ['end', 7, ending('revoked')],
      ['end', 8, ending('revoked')],
    ]);
  });

  test('of many names them without the current one, and tells which ended', async () => {
    const { revocation, asked } = service();
    expect(await revocation.revokeMany(principal(), [12, 20, 13])).toEqual({ ok: true, value: [12, 13] });
    expect(asked).toEqual([['endMany', [12, 13], ending('revoked')]]);
  });

  test('of all others keeps the current one, of all keeps none', async () => {
    const { revocation, asked } = service();
    expect(await revocation.revokeOthers(principal())).toEqual({ ok: true, value: 2 });
    expect(await revocation.revokeAll(principal())).toEqual({ ok: true, value: 2 });
    expect(asked).toEqual([
      ['endAll', { ...ending('revoked_others'), keepId: 20 }],
      ['endAll', { ...ending('revoked_all'), keepId: null }],
    ]);
  });

  test('needs a proof of identity that is younger than five minutes, unless the session ends itself', async () => {
    const proof = { steppedUpAt: later(start, -5 * minute) };
    const { revocation, asked } = service();
    for (const refused of [
      await revocation.revoke(principal(proof), 7),
      await revocation.revoke(principal(proof), 21),
      await revocation.revokeMany(principal(proof), [21]),
      await revocation.revokeOthers(principal(proof)),
      await revocation.revokeAll(principal(proof)),
    ])
      expect(refused).toEqual(stepUpRequired);
    expect(asked).toEqual([]);
    expect((await revocation.revoke(principal(proof), 20)).ok).toBe(true);
    const fresh = { steppedUpAt: later(start, 1 - 5 * minute) };
    expect((await revocation.revoke(principal(fresh), 7)).ok).toBe(true);
  });

  test('of a session that was there before needs a step-up from one that is younger than an hour', async () => {
    const young = { createdAt: later(start, -minute), steppedUpAt: null, confirmedAt: null };
    const { revocation } = service();
    expect(await revocation.revoke(principal(young), 19)).toEqual(stepUpRequired);
    expect(await revocation.revokeMany(principal(young), [21, 19])).toEqual(stepUpRequired);
    expect(await revocation.revokeOthers(principal(young))).toEqual(stepUpRequired);
    expect(await revocation.revokeAll(principal(young))).toEqual(stepUpRequired);
    expect((await revocation.revoke(principal(young), 21)).ok).toBe(true);
    expect((await revocation.revoke(principal(young), 20)).ok).toBe(true);
    expect((await revocation.revokeMany(principal(young), [20, 21])).ok).toBe(true);
    expect((await revocation.revokeOthers(principal({ ...young, steppedUpAt: later(start, -1) }))).ok).toBe(true);
  });

  test('of any session is allowed by the password of the sign-in, in a browser that is confirmed', async () => {
    const known = { createdAt: later(start, 1 - 5 * minute), steppedUpAt: null, confirmedAt: later(start, -hour) };
    const { revocation } = service({ stepUp: 'always' });
    expect((await revocation.revoke(principal(known), 19)).ok).toBe(true);
    expect((await revocation.revokeOthers(principal(known))).ok).toBe(true);
    // A program only claims to be the one that is confirmed.
    expect(await revocation.revoke(principal(known, false), 19)).toEqual(stepUpRequired);
    const stale = { ...known, createdAt: later(start, -5 * minute) };
    expect(await revocation.revoke(principal(stale), 19)).toEqual(stepUpRequired);
  });

  test('needs no proof from a program, unless programs must give one too', async () => {
    const old = { createdAt: later(start, -hour), steppedUpAt: null };
    expect((await service().revocation.revokeAll(principal(old, false))).ok).toBe(true);
    expect(await service({ stepUp: 'always' }).revocation.revokeAll(principal(old, false))).toEqual(stepUpRequired);
    expect(await service().revocation.revokeAll(principal(old))).toEqual(stepUpRequired);
  });
});

describe('ends that end nothing', () => {
  const limited = { ok: false, code: 'rate_limited', retryAfter: 5 };

  test('are limited for their device and their user, and refused without a write until the limit allows one', async () => {
    const { revocation, asked, answers, rateLimits, now } = service();
    answers.end = false;
    rateLimits.retryAt = later(start, 5_000);
    expect(await revocation.revoke(principal(), 7)).toEqual(limited);
    const keys = [keyOf('emptyEnd', '3 1'), keyOf('emptyEnds', '3')];
    expect(rateLimits.taken.map((buckets) => buckets.map(({ key }) => key))).toEqual([keys]);
    answers.listLive = [sampleSummary({ id: 20 }), sampleSummary({ id: 21 })];
    const isWrite = ([what]: unknown[]) => what !== 'listLive';
    const before = asked.filter(isWrite).length;
    expect(await revocation.revoke(principal(), 7)).toEqual(limited);
    expect(await revocation.revokeMany(principal(), [7, 20])).toEqual(limited);
    expect(asked.filter(isWrite)).toHaveLength(before);
    // Another device of the user has a limit of its own, which the store knows.
    await revocation.revoke(principal({ deviceId: 2 }), 7);
    expect(rateLimits.taken.at(-1)?.map(({ key }) => key)).toEqual([keyOf('emptyEnd', '3 2'), keyOf('emptyEnds', '3')]);
    now.at = later(start, 5_000);
    rateLimits.retryAt = null;
    const proved = principal({ steppedUpAt: now.at });
    expect(await revocation.revoke(proved, 7)).toEqual({ ok: false, code: 'session_token_not_found' });
  });

  test('limit no end that ends a session, so that a thief who uses them up cannot keep the owner from it', async () => {
    const { revocation, answers, rateLimits } = service();
    answers.end = false;
    rateLimits.retryAt = later(start, 5_000);
    expect(await revocation.revoke(principal(), 7)).toEqual(limited);
    answers.end = true;
    answers.listLive = [sampleSummary({ id: 20 }), sampleSummary({ id: 21 })];
    expect((await revocation.revoke(principal(), 21)).ok).toBe(true);
    expect((await revocation.revokeMany(principal(), [7, 21])).ok).toBe(true);
    expect((await revocation.revokeOthers(principal())).ok).toBe(true);
    expect((await revocation.revoke(principal(), 20)).ok).toBe(true);
  });
});

describe('a logout', () => {
  test('ends the current session, and says nothing of one that has ended', async () => {
    const { revocation, asked, answers } = service();
    answers.end = false;
    await revocation.logout(principal());
    expect(asked).toEqual([['end', 20, ending('logout')]]);
  });

  test('that names a token ends the current session only where the token is its own', async () => {
    const { revocation, asked, answers } = service();
    const incorrect = { ok: false, code: 'session_token_incorrect' };
    expect(await revocation.logoutConfirmed(principal(), 'nonsense')).toEqual(incorrect);
    expect(asked).toEqual([]);
    expect(await revocation.logoutConfirmed(principal(), token)).toEqual(incorrect);
    answers.findByTokenHash = { session: sampleSession({ id: 21 }), user, ofBrowser: false };
    expect(await revocation.logoutConfirmed(principal(), token)).toEqual(incorrect);
    answers.findByTokenHash = { session: sampleSession({ id: 20 }), user, ofBrowser: false };
    expect(await revocation.logoutConfirmed(principal(), token)).toEqual({ ok: true, value: null });
    const asking = ['findByTokenHash', hashSessionToken(token)];
    expect(asked).toEqual([asking, asking, asking, ['end', 20, ending('logout')]]);
  });
});
