import { describe, expect, test } from 'vitest';
import { createMailLink, hashMailLink } from '../tokens/mail-link.ts';
import type { AccountsRule } from '../applications/host-application.ts';
import { Locations } from '../geo/location.ts';
import type { Principal } from '../sessions/principal.ts';
import { RateLimiter, defaultRateLimits } from '../rate-limits/rate-limiter.ts';
import { defaultSessionLimits as limits } from '../sessions/session-limits.ts';
import { hashSessionToken } from '../tokens/session-token.ts';
import type { Session } from '../sessions/session.ts';
import { type OpenAlert, alertLasts } from './sign-in-alert.ts';
import { SignInAlertService } from './sign-in-alert-service.ts';
import type { SignInAlertStore } from './sign-in-alert-store.ts';
import { FakeSessionStore, serviceOn } from '../testing/fake-session-store.ts';
import { later, sampleSession, sampleUser, start } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';

const minute = 60_000;
const cutoff = { now: start, idleSince: later(start, -limits.idle) };
const openSince = later(start, -alertLasts);
const locations = new Locations({ countryOf: () => 'DE' });

const open = (id: number, other: Partial<OpenAlert> = {}): OpenAlert => ({
  id,
  cause: 'new_country',
  userId: 3,
  sessionId: 100 + id,
  deviceId: 8,
  label: 'Kitchen',
  userAgent: capUserAgent('curl/8.5.0'),
  clientLabel: 'Job',
  ip: '9.9.9.9',
  createdAt: later(start, -id),
  methods: ['google', 'otp'],
  isLive: true,
  confirmed: null,
  ...other,
});
const shown = {
  cause: 'new_country',
  label: 'Kitchen',
  clientLabel: 'Job',
  ip: '9.9.9.9',
  location: { kind: 'country', country: 'DE' },
  signedInWith: [{ kind: 'brand', name: 'Google' }, { kind: 'one_time_code' }],
  confirmed: null,
};

const absent = () => Promise.reject(new Error('No alert asks for this'));

type Found = Awaited<ReturnType<SignInAlertStore['findByLink']>>;

interface Answers {
  readonly ended?: number | null;
  readonly found?: Found;
  readonly owner?: number[] | null;
  readonly retryAt?: Date;
  readonly accounts?: AccountsRule;
}

/** A service on a store that answers what a test wants, with everything that is asked of it. */
function service(answers: Answers = {}) {
  const { ended = 2, found = null, owner = [1, 2, 3], retryAt, accounts = 'both' } = answers;
  const asked: unknown[][] = [];
  const answered = <Answer>(answer: Answer, ...question: unknown[]) => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  const clock = () => start;
  const limiter = new RateLimiter({
    store: {
      take: absent,
      takeFirstAvailable: ([buckets = []]) =>
        answered(retryAt ? { ok: false, retryAt } : { ok: true, alternative: 0 }, 'limit', buckets.length),
      refund: absent,
      reset: absent,
    },
    limits: defaultRateLimits,
    clock,
  });
  const alerts = new SignInAlertService({
    store: {
      listOpen: (...given) =>
        answered([open(2), open(1, { confirmed: { at: start, by: null } })], 'listOpen', ...given),
      findByLink: (...given) => answered(found, 'findByLink', ...given),
      ownerOfLink: (...given) => answered(owner && { userId: 3, alertIds: owner }, 'ownerOfLink', ...given),
      answer: (...given) => answered(ended, 'answer', ...given),
    },
    sessions: serviceOn(new FakeSessionStore()).sessions,
    limiter,
    locations,
    accounts,
  });
  return { asked, alerts };
}

const principal = (other: Partial<Session> = {}, ofBrowser = true): Principal => ({
  user: sampleUser(3),
  session: sampleSession({ id: 20, userId: 3, deviceId: 8, createdAt: later(start, -100 * minute), ...other }),
  tokenHash: hashSessionToken('20'),
  ofBrowser,
  provedUntil: null,
});
const proved = { steppedUpAt: later(start, -minute) };
const client = {
  userAgent: capUserAgent(''),
  ip: '192.0.2.1',
  language: 'en',
  deviceTokenHash: null,
  canBind: false,
} as const;

describe('what an owner is asked in a browser', () => {
  test('is what the store says is open for its device', async () => {
    const { alerts, asked } = service();
    const listed = await alerts.list(principal());
    expect(listed).toMatchObject([
      { id: 2, sessionId: 102, isLive: true, ...shown },
      { id: 1, ...shown, confirmed: { at: start, by: null } },
    ]);
    expect(asked).toEqual([['listOpen', { userId: 3, deviceId: 8 }, openSince, cutoff]]);
  });

  test('is nothing in a program, which answers nothing either', async () => {
    const { alerts, asked } = service();
    expect(await alerts.list(principal({}, false))).toEqual([]);
    const answer = await alerts.answer(principal(proved, false), 1, 'confirmed', client);
    expect(answer).toEqual({ ok: false, code: 'alert_not_found' });
    expect(asked).toEqual([]);
  });

  test('is answered from that session and IP address, and tells how many sessions ended', async () => {
    const { alerts, asked } = service();
    expect(await alerts.answer(principal(proved), 7, 'denied', client)).toEqual({
      ok: true,
      value: { at: start, ended: 2 },
    });
    const by = { sessionId: 20, deviceId: 8, isProved: true };
    const answering = { userId: 3, alertIds: [7], answer: 'denied', by, ip: '192.0.2.1', openSince, cutoff };
    expect(asked).toEqual([['answer', answering]]);
  });

  test('is answered with no only after a proof of identity, with yes or not any more also without', async () => {
    const { alerts, asked } = service();
    const refused = { ok: false, code: 'step_up_required' };
    expect(await alerts.answer(principal(), 7, 'denied', client)).toEqual(refused);
    expect(asked).toEqual([]);
    for (const answer of ['confirmed', null] as const) {
      expect((await alerts.answer(principal(), 7, answer, client)).ok).toBe(true);
      expect(asked.at(-1)).toMatchObject(['answer', { answer, by: { isProved: false } }]);
    }
  });

  test('is missing where the store has no such question', async () => {
    const answer = await service({ ended: null }).alerts.answer(principal(proved), 7, 'denied', client);
    expect(answer).toEqual({ ok: false, code: 'alert_not_found' });
    expect((await service({ ended: 0 }).alerts.answer(principal(proved), 7, 'denied', client)).ok).toBe(true);
  });
});

describe('the link of a mail', () => {
  const link = createMailLink();
  const linkHash = hashMailLink(link);
  const unusable = { ok: false, code: 'alert_link_unusable' };

  test('shows what it asks about, and the account', async () => {
    const found = { alerts: [open(2)], email: 'ada@example.com', isVerified: true, subject: null };
    const { alerts, asked } = service({ found });
    expect(await alerts.readByLink(link, client)).toMatchObject({
      ok: true,
      value: { alerts: [{ id: 2, ...shown }], email: 'ada@example.com', isVerified: true, hasPassword: true },
    });
    expect(asked).toEqual([
      ['limit', 1],
      ['findByLink', linkHash, openSince, cutoff],
    ]);
    expect(await service().alerts.readByLink(link, client)).toEqual(unusable);
  });

  test.each([
    ['both', 'subject 7'],
    ['host', null],
  ] as const)(
    'says with ACCOUNTS=%s of a user with the subject %s that there is no password here',
    async (accounts, subject) => {
      const found = { alerts: [open(2)], email: 'ada@example.com', isVerified: true, subject };
      const read = await service({ found, accounts }).alerts.readByLink(link, client);
      expect(read).toMatchObject({ ok: true, value: { hasPassword: false } });
    },
  );

  test('answers all that it can, or those of its own that are named', async () => {
    const { alerts, asked } = service();
    expect(await alerts.answerByLink(link, null, 'denied', client)).toEqual({
      ok: true,
      value: { at: start, ended: 2 },
    });
    await alerts.answerByLink(link, [2, 9], 'confirmed', client);
    const answering = { userId: 3, by: { linkHash }, ip: '192.0.2.1', openSince, cutoff };
    expect(asked).toEqual([
      ['limit', 1],
      ['ownerOfLink', linkHash],
      ['answer', { ...answering, alertIds: [1, 2, 3], answer: 'denied' }],
      ['limit', 1],
      ['ownerOfLink', linkHash],
      ['answer', { ...answering, alertIds: [2], answer: 'confirmed' }],
    ]);
  });

  test('is unusable where no alert has it, and where nothing can be answered any more', async () => {
    const gone = service({ owner: null });
    expect(await gone.alerts.answerByLink(link, null, 'denied', client)).toEqual(unusable);
    expect(gone.asked.map(([what]) => what)).toEqual(['limit', 'ownerOfLink']);
    expect(await service({ ended: null }).alerts.answerByLink(link, null, 'denied', client)).toEqual(unusable);
  });

  test('that can be none is refused unasked, and many tries from one network must wait', async () => {
    for (const way of ['readByLink', 'answerByLink'] as const) {
      const { alerts, asked } = service();
      const use = (of: SignInAlertService, text: string) =>
        way === 'readByLink' ? of.readByLink(text, client) : of.answerByLink(text, null, 'confirmed', client);
      expect(await use(alerts, 'nonsense')).toEqual(unusable);
      expect(asked).toEqual([['limit', 1]]);
      const limited = service({ retryAt: later(start, 1500) });
      expect(await use(limited.alerts, link)).toEqual({ ok: false, code: 'rate_limited', retryAfter: 2 });
      expect(limited.asked).toEqual([['limit', 1]]);
    }
  });
});
