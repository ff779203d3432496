import { describe, expect, test } from 'vitest';
import { createDeviceToken, hashDeviceToken } from '../tokens/device-token.ts';
import type { Principal } from './principal.ts';
import { defaultSessionLimits } from './session-limits.ts';
import type { StepUpRule } from './session-service.ts';
import type { BegunSession } from './session-store.ts';
import { createSessionToken, hashSessionToken } from '../tokens/session-token.ts';
import type { Session } from './session.ts';
import { FakeSessionStore, serviceOn } from '../testing/fake-session-store.ts';
import {
  later,
  samplePrincipal as principal,
  sampleSession,
  sampleSummary,
  sampleUser,
  start,
} from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';

const minute = 60_000;
const hour = 60 * minute;
const user = sampleUser(3);
/** With room for a different number of browsers and of programs. */
const limits = { ...defaultSessionLimits, perUser: 5, programsPerUser: 6 };

function service({ now = start, stepUp = 'browsers' }: { readonly now?: Date; readonly stepUp?: StepUpRule } = {}) {
  const store = new FakeSessionStore();
  const { sessions, lastUsed } = serviceOn(store, { clock: () => now, limits, stepUp });
  return { sessions, lastUsed, asked: store.asked, answers: store.answers };
}

const cutoff = (now: Date) => ({ now, idleSince: later(now, -limits.idle) });

const stepUpRequired = { ok: false, code: 'step_up_required' };

const client = { userAgent: capUserAgent('curl'), ip: '9.9.9.9', language: 'de', canBind: false } as const;
const choices = { clientLabel: 'Job', rememberMe: true };
const account = { user, passwordHash: 'hash', disabledAt: null };
const token = createSessionToken((bytes) => new Uint8Array(bytes).fill(7));

describe('a session that begins', () => {
  const begun = (session: Session | null, retryAt: Date | null = null): BegunSession =>
    session ? { session, retryAt: null } : { session: null, retryAt };

  test('of a program is written with all that is known of it, and is answered with its token', async () => {
    const { sessions, asked, answers } = service();
    answers.begin = begun(sampleSession());
    const buckets = [{ key: 'key', burst: 1, every: 1 }];
    const issued = await sessions.begin(account, { ...client, deviceTokenHash: null }, choices, buckets);
    expect(issued).toEqual({ ok: true, value: { session: sampleSession(), token } });
    const written = {
      userId: 3,
      tokenHash: hashSessionToken(token),
      deviceTokenHash: null,
      bindingSecret: null,
      passwordHash: 'hash',
      language: 'de',
      country: 'DE',
      userAgent: 'curl',
      ip: '9.9.9.9',
      clientLabel: 'Job',
      rememberMe: true,
      createdAt: start,
      absoluteExpiresAt: later(start, limits.absoluteRemembered),
    };
    expect(asked).toEqual([['begin', written, { perUser: 6, atLimit: 'end_another', cutoff: cutoff(start) }, buckets]]);
  });

  test('has its mails sent at once where its device is not confirmed, because only such a device has an alert', async () => {
    for (const [confirmedAt, wakes] of [
      [null, 1],
      [start, 0],
    ] as const) {
      let woken = 0;
      const store = new FakeSessionStore();
      const { sessions } = serviceOn(store, { mailWorkers: { wake: () => void (woken += 1) } });
      store.answers.begin = begun(sampleSession({ confirmedAt }));
      await sessions.begin(account, { ...client, deviceTokenHash: null }, choices, []);
      store.answers.begin = begun(null);
      await sessions.begin(account, { ...client, deviceTokenHash: null }, choices, []);
      expect(woken).toBe(wakes);
    }
  });

  test('of a browser may be bound, counts among browsers, and is shorter without the wish to stay', async () => {
    const { sessions, asked, answers } = service();
    answers.begin = begun(sampleSession());
    const browser = { ...client, canBind: true, deviceTokenHash: hashDeviceToken(createDeviceToken()) };
    await sessions.begin(account, browser, { ...choices, rememberMe: false }, []);
    const bindingSecret = expect.stringMatching(/^[\w-]{43}$/);
    const absoluteExpiresAt = later(start, limits.absolute);
    expect(asked).toMatchObject([['begin', { bindingSecret, absoluteExpiresAt }, { perUser: 5 }, []]]);
  });

  test('is refused where the account has changed, and where its buckets have no room yet', async () => {
    const { sessions, answers } = service();
    const begin = () => sessions.begin(account, { ...client, deviceTokenHash: null }, choices, []);
    expect(await begin()).toEqual({ ok: false, code: 'account_changed' });
    answers.begin = begun(null, later(start, 1500));
    expect(await begin()).toEqual({ ok: false, code: 'rate_limited', retryAfter: 2 });
  });
});

describe('the list of sessions', () => {
  const listed = (id: number, lastUsedAt: Date) => sampleSummary({ id, lastUsedAt });

  test('has the oldest use first, also where only this instance knows of a use, and marks the current session', async () => {
    const { sessions, lastUsed, answers } = service({ now: later(start, 100) });
    answers.listLive = [listed(20, start), listed(21, later(start, 1)), listed(22, later(start, 2))];
    lastUsed.touch(lastUsed.entryFor(sampleSession({ id: 20, userId: 3 })), later(start, 50).getTime());
    const seen = await sessions.list(principal());
    expect(seen.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([[21, false], [22, false], [20, true]]); // prettier-ignore
    expect(seen.at(-1)?.lastUsedAt).toEqual(later(start, 50));
    const unmarked = await sessions.listUnmarked(3);
    expect(unmarked.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([[21, false], [22, false], [20, false]]); // prettier-ignore
  });

  test('is asked for by the user, the moment and the limits', async () => {
    const { sessions, asked, answers } = service();
    await sessions.list(principal());
    await sessions.listUnmarked(4);
    const request = { order: 'oldest_use_first', after: null, limit: 2 } as const;
    answers.pageLive = { sessions: [listed(20, start), listed(19, start)], next: { lastUsed: 1, id: 19 } };
    const page = await sessions.page(principal(), request);
    expect(page.sessions.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([[20, true], [19, false]]); // prettier-ignore
    expect(page.next).toEqual({ lastUsed: 1, id: 19 });
    expect(asked).toEqual([
      ['listLive', 3, cutoff(start)],
      ['listLive', 4, cutoff(start)],
      ['pageLive', 3, request, cutoff(start)],
    ]);
  });
});

describe('a step-up', () => {
  test('is needed for an idle limit of one’s own as for an end, and is found in the proof of the sign-in', async () => {
    const { sessions, asked } = service({ stepUp: 'always' });
    const stale = { steppedUpAt: later(start, -5 * minute) };
    expect(await sessions.setIdleLimit(principal(stale), minute)).toEqual(stepUpRequired);
    expect(asked).toEqual([]);
    const known = { createdAt: later(start, 1 - 5 * minute), steppedUpAt: null, confirmedAt: later(start, -hour) };
    expect((await sessions.setIdleLimit(principal(known), minute)).ok).toBe(true);
  });
});

describe('an idle limit of one’s own', () => {
  test('is written after the uses that only this instance knows of', async () => {
    const { sessions, lastUsed, asked, answers } = service({ now: later(start, 100) });
    answers.listLive = [20, 21].map((id) => sampleSummary({ id }));
    lastUsed.touch(lastUsed.entryFor(sampleSession({ id: 20, userId: 3 })), later(start, 50).getTime());
    expect(await sessions.setIdleLimit(principal(), minute)).toEqual({ ok: true, value: 1 });
    const now = later(start, 100);
    expect(asked).toEqual([
      ['listLive', 3, cutoff(now)],
      [
        'recordUses',
        [{ sessionId: 20, at: later(start, 50), activeDays: 1, country: null }],
        { writtenBy: now, idle: limits.idle },
      ],
      ['setIdleLimit', { userId: 3, limit: minute, cutoff: cutoff(now), actorId: 20 }],
    ]);
  });

  test('writes no use where there is none, and is refused where the session has ended', async () => {
    const { sessions, asked, answers } = service();
    answers.setIdleLimit = null;
    expect(await sessions.setIdleLimit(principal(), null)).toEqual({ ok: false, code: 'token_incorrect' });
    expect(asked.map(([what]) => what)).toEqual(['listLive', 'setIdleLimit']);
  });

  test('is returned with the default and with the choices', () => {
    const day = 24 * hour;
    const { sessions } = service();
    expect(sessions.idleLimits(principal({ idleLimit: 7 * day }))).toEqual({
      own: 7 * day,
      default: limits.idle,
      choices: [7 * day],
    });
    expect(sessions.idleLimits(principal({ idleLimit: limits.idle }))).toMatchObject({ own: null });
    expect(sessions.idleLimits(principal({ idleLimit: null }))).toMatchObject({ own: null });
  });
});

describe('a new token for a session', () => {
  const rotation = {
    userId: 3,
    sessionId: 20,
    fromTokenHash: hashSessionToken('20'),
    tokenHash: hashSessionToken(token),
    bindingSecret: null,
    cutoff: cutoff(start),
  };

  test('replaces the one that it came with, and notes the proof of identity', async () => {
    const { sessions, asked } = service();
    const { session } = principal({ steppedUpAt: null });
    const renewed = await sessions.rotateToken(principal({ steppedUpAt: null }), { canBind: false });
    expect(renewed).toEqual({ session: { ...session, steppedUpAt: start }, token });
    expect(asked).toEqual([['rotateToken', rotation]]);
    expect(sessions.prepareRotation(principal())).toEqual({ token, rotation });
  });

  test('is none where the session has ended', async () => {
    const { sessions, answers } = service();
    answers.rotateToken = false;
    expect(await sessions.rotateToken(principal(), { canBind: false })).toBeNull();
  });

  test('lets a browser that can do so bind its session, unless it could before', async () => {
    const secretOf = async (of: Principal, canBind = true) => {
      const { sessions, asked } = service();
      const renewed = await sessions.rotateToken(of, { canBind });
      const [, written] = asked[0] ?? [];
      return [renewed?.session.binding, written];
    };
    const secret = expect.stringMatching(/^[\w-]{43}$/);
    expect(await secretOf(principal())).toMatchObject([{ secret, key: null }, { bindingSecret: secret }]);
    expect(await secretOf(principal(), false)).toMatchObject([null, { bindingSecret: null }]);
    expect(await secretOf(principal({}, false))).toMatchObject([null, { bindingSecret: null }]);
    const binding = { secret: 'secret', key: 'PEM' };
    expect(await secretOf(principal({ binding }))).toMatchObject([binding, { bindingSecret: null }]);
  });
});
