import { describe, expect, test } from 'vitest';
import { HashQueue, HashQueueFull, type HashQueueLimits } from '../passwords/hash-queue.ts';
import { Passwords } from '../passwords/passwords.ts';
import { RefundQueue } from '../rate-limits/refund-queue.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { VirtualTime } from '../instances/testing/virtual-time.ts';
import type { Principal } from '../sessions/principal.ts';
import { defaultRateLimits, keyOf } from '../rate-limits/rate-limiter.ts';
import { createSessionToken, hashSessionToken } from '../tokens/session-token.ts';
import type { Session } from '../sessions/session.ts';
import { FakeRateLimits, mailKeyOf } from '../testing/fake-rate-limits.ts';
import { FakeSessionStore, serviceOn } from '../testing/fake-session-store.ts';
import { later, sampleSession, sampleUser, start } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';
import { type SignUpRule, UserService } from './user-service.ts';
import type { OwnAccount, UserStore } from './user-store.ts';

const minute = 60_000;
const user = sampleUser(3);
const argon = (text: string) =>
  `$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$${Buffer.from(text.padEnd(30, '.')).toString('base64')}`;
const account: OwnAccount = { user, passwordHash: argon('right'), disabledAt: null };
const credentials = { email: user.email, password: 'right' };
const client = {
  userAgent: capUserAgent('curl'),
  ip: '192.0.2.7',
  language: 'de',
  deviceTokenHash: null,
  canBind: false,
} as const;
const choices = { clientLabel: null, rememberMe: true };
const token = createSessionToken((bytes) => new Uint8Array(bytes).fill(7));
const session = sampleSession({ id: 20, userId: 3 });

interface Given {
  readonly found?: OwnAccount | null;
  readonly signUp?: SignUpRule;
  readonly queue?: HashQueueLimits;
}

const roomy: HashQueueLimits = { parallel: 9, admitted: 9, perNetwork: 9, perAccount: 9, perNetworkOfAccount: 9 };

/** The service on stores that answer what a test wants, and everything that comes of it. */
function service({ found = account, signUp = 'open', queue = roomy }: Given = {}) {
  const asked: unknown[][] = [];
  const told: unknown[][] = [];
  const answers = { created: user as typeof user | null, isChanged: true, isReplaced: true, isKnown: false };
  const answer = <Answer>(value: Answer, ...question: unknown[]) => {
    asked.push(question);
    return Promise.resolve(value);
  };
  const store: UserStore = {
    create: (given) => answer(answers.created, 'create', given),
    findByEmail: (given) => answer(found, 'findByEmail', given),
    findById: (given) => answer(found, 'findById', given),
    replaceHash: (...given) => answer(answers.isReplaced, 'replaceHash', ...given),
    setLanguage: (given) => answer(undefined, 'setLanguage', given),
    changePassword: (...given) => answer(answers.isChanged, 'changePassword', ...given),
    disable: () => Promise.resolve(null),
    enable: () => Promise.resolve(),
    delete: () => Promise.resolve(null),
  };
  const limits = new FakeRateLimits();
  const sessionStore = new FakeSessionStore();
  sessionStore.answers.begin = { session, retryAt: null };
  const time = new VirtualTime();
  const users = new UserService({
    store,
    events: {
      append: (event) => answer(undefined, 'append', event),
      list: () => Promise.resolve([]),
      findActor: () => Promise.resolve(null),
    },
    sessions: serviceOn(sessionStore).sessions,
    attempts: new SignInAttempts({
      store: {
        begin: async (attempt, { unknownBrowser }) => {
          const taken = await limits.takeFirstAvailable(unknownBrowser);
          return { account: attempt.email === user.email ? found : null, isKnown: answers.isKnown, taken };
        },
      },
      rateLimits: limits,
      refunds: new RefundQueue({ store: limits, timing: time }),
      users: store,
      limits: defaultRateLimits,
      clock: () => start,
    }),
    limiter: limits.limiter,
    budget: limits.budget,
    passwords: new Passwords(
      {
        hash: (password) => Promise.resolve(argon(password)),
        verify: (hashed, password) => Promise.resolve(hashed === argon(password)),
        needsRehash: (hashed) => !hashed.startsWith('$argon2id$'),
      },
      new HashQueue(queue),
    ),
    clock: () => start,
    signUp,
    telemetry: {
      onSignIn: (outcome) => void told.push(['signIn', outcome]),
      onSessionBegun: (...begun) => void told.push(['begun', ...begun]),
    },
    mailWorkers: { wake: () => void told.push(['mail']) },
  });
  return { users, asked, told, answers, limits, time, sessions: sessionStore };
}

const principal = (other: Partial<Session> = {}, ofBrowser = true): Principal => ({
  user,
  session: sampleSession({ id: 20, userId: 3, deviceId: 8, createdAt: later(start, -100 * minute), ...other }),
  tokenHash: hashSessionToken('20'),
  ofBrowser,
  provedUntil: null,
});
const limited = { ok: false, code: 'rate_limited', retryAfter: 5 };
const begunEvent = { ok: true, value: { session, token } };

describe('a sign-up', () => {
  const signUp = ({ users }: ReturnType<typeof service>) => users.signUp(credentials, client, choices);

  test('writes the account with a mail to verify it, and begins a session', async () => {
    const made = service();
    expect(await signUp(made)).toEqual(begunEvent);
    const { email } = user;
    const written = { email, passwordHash: argon('right'), createdAt: start, language: 'de', verificationDueAt: start };
    expect(made.asked).toEqual([['create', written]]);
    expect(made.told).toEqual([['mail'], ['begun', 3, '192.0.2.7']]);
    expect(made.limits.mails).toEqual([mailKeyOf('verification', email)]);
    expect(made.sessions.asked).toMatchObject([['begin', { userId: 3, passwordHash: argon('right') }, {}, []]]);
    expect(made.limits.taken).toMatchObject([[{ key: keyOf('signUpAddress', '192.0.2.7') }]]);
    expect(made.users.signUpRule).toBe('open');
  });

  test('has its mail sent when the limit of the e-mail address allows it', async () => {
    const made = service();
    made.limits.mailDueAt = later(start, minute);
    await signUp(made);
    expect(made.asked).toMatchObject([['create', { verificationDueAt: later(start, minute) }]]);
  });

  test('is refused where the operator alone opens accounts', async () => {
    const made = service({ signUp: 'closed' });
    expect(await signUp(made)).toEqual({ ok: false, code: 'sign_up_closed' });
    expect([made.asked, made.told, made.limits.taken, made.users.signUpRule]).toEqual([[], [], [], 'closed']);
  });

  test('is refused where the e-mail address is taken, and no session begins', async () => {
    const made = service();
    made.answers.created = null;
    expect(await signUp(made)).toEqual({ ok: false, code: 'email_taken' });
    expect(made.told).toEqual([['mail']]);
    expect(made.sessions.asked).toEqual([]);
  });

  test('is refused where its network or its account has no room, or the account is gone again', async () => {
    const full = service();
    full.limits.retryAt = later(start, 5000);
    expect(await signUp(full)).toEqual(limited);
    expect(full.asked).toEqual([]);
    const crowded = service();
    crowded.sessions.answers.begin = { session: null, retryAt: later(start, 5000) };
    expect(await signUp(crowded)).toEqual(limited);
    const gone = service();
    gone.sessions.answers.begin = { session: null, retryAt: null };
    expect(await signUp(gone)).toEqual({ ok: false, code: 'email_taken' });
    expect(gone.told).toEqual([['mail']]);
  });
});

describe('a sign-in', () => {
  const signIn = ({ users }: ReturnType<typeof service>, given = credentials) => users.signIn(given, client, choices);
  const incorrect = { ok: false, code: 'credentials_incorrect' };
  const failure = {
    userId: 3,
    sessionId: null,
    deviceId: null,
    kind: 'sign_in_failed',
    at: start,
    userAgent: 'curl',
    ip: '192.0.2.7',
  };

  test('with the right password begins a session, counts it, and gives back what the attempt took', async () => {
    const made = service();
    expect(await signIn(made)).toEqual(begunEvent);
    expect(made.asked).toEqual([]);
    expect(made.told).toEqual([
      ['begun', 3, '192.0.2.7'],
      ['signIn', 'succeeded'],
    ]);
    const buckets = [keyOf('signedInFrom', `${user.email} 192.0.2.7`), keyOf('signedIn', user.email)];
    expect(made.sessions.asked).toMatchObject([['begin', { userId: 3 }, {}, buckets.map((key) => ({ key }))]]);
    await made.time.advanceTo(1);
    expect(made.limits.refunds).toHaveLength(1);
  });

  test('with a wrong password leaves a line in the history, and gives nothing back', async () => {
    const made = service();
    expect(await signIn(made, { ...credentials, password: 'wrong' })).toEqual(incorrect);
    expect(made.asked).toEqual([['append', failure]]);
    expect(made.told).toEqual([['signIn', 'credentials_incorrect']]);
    await made.time.advanceTo(1);
    expect([made.limits.refunds, made.limits.mails, made.sessions.asked]).toEqual([[], [], []]);
  });

  test('to no account writes a row elsewhere, and is refused alike', async () => {
    const made = service({ found: null });
    expect(await signIn(made)).toEqual(incorrect);
    expect(made.asked).toEqual([]);
    expect(made.limits.mails).toEqual([keyOf('signInNoAccount', user.email)]);
    expect(made.told).toEqual([['signIn', 'credentials_incorrect']]);
  });

  test('to a disabled account has that answer only with the right password', async () => {
    const disabled = { ...account, disabledAt: start };
    const made = service({ found: disabled });
    expect(await signIn(made)).toEqual({ ok: false, code: 'account_disabled' });
    expect(made.asked).toEqual([['append', failure]]);
    expect(made.told).toEqual([['signIn', 'account_disabled']]);
    expect(made.sessions.asked).toEqual([]);
    expect(await signIn(service({ found: disabled }), { ...credentials, password: 'wrong' })).toEqual(incorrect);
  });

  test('is refused where the attempts are used up, before the password is looked at', async () => {
    const made = service();
    made.limits.retryAt = later(start, 5000);
    expect(await signIn(made)).toEqual(limited);
    expect(made.told).toEqual([['signIn', 'rate_limited']]);
    expect(made.sessions.asked).toEqual([]);
  });

  test('is refused where the account has changed since, or has had too many, and gives back all the same', async () => {
    const changed = service();
    changed.sessions.answers.begin = { session: null, retryAt: null };
    expect(await signIn(changed)).toEqual(incorrect);
    const full = service();
    full.sessions.answers.begin = { session: null, retryAt: later(start, 5000) };
    expect(await signIn(full)).toEqual(limited);
    for (const { time, limits, told } of [changed, full]) {
      expect(told).toHaveLength(1);
      await time.advanceTo(1);
      expect(limits.refunds).toHaveLength(1);
    }
  });

  test('is refused where too many are under way, which telemetry counts', async () => {
    const made = service({ queue: { parallel: 1, admitted: 0, perNetwork: 1, perAccount: 1, perNetworkOfAccount: 1 } });
    await expect(signIn(made)).rejects.toThrow(HashQueueFull);
    expect(made.told).toEqual([['signIn', 'busy']]);
    const broken = service();
    broken.limits.takeFirstAvailable = () => Promise.reject(new Error('away'));
    await expect(signIn(broken)).rejects.toThrow('away');
    expect(broken.told).toEqual([]);
  });
});

test('a sign-in waits for the hashes of its own network and account alone', async () => {
  const { users } = service({
    found: null,
    queue: { parallel: 9, admitted: 9, perNetwork: 1, perAccount: 1, perNetworkOfAccount: 1 },
  });
  const signIn = (email: string, ip: string) => users.signIn({ ...credentials, email }, { ...client, ip }, choices);
  const answers = await Promise.allSettled([
    signIn('ada@example.com', '192.0.2.7'),
    signIn('bob@example.com', '192.0.2.8'),
    signIn('cyd@example.com', '192.0.2.7'),
    signIn('ada@example.com', '192.0.2.9'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
});

test('sign-ins of other senders keep no user from a step-up, nor from a change of the password', async () => {
  const full = { parallel: 9, admitted: 9, perNetwork: 9, perAccount: 1, perNetworkOfAccount: 1 };
  const { users } = service({ queue: full });
  const answers = await Promise.allSettled([
    users.signIn(credentials, { ...client, ip: '192.0.2.8' }, choices),
    users.signIn(credentials, { ...client, ip: '192.0.2.9' }, choices),
    users.stepUp(principal(), 'right', client),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

describe('a step-up', () => {
  const stepUp = ({ users }: ReturnType<typeof service>, password = 'right') =>
    users.stepUp(principal(), password, client);

  test('with the right password gives the session a new token, and forgets the wrong ones', async () => {
    const made = service();
    expect(await stepUp(made)).toEqual({
      ok: true,
      value: { session: { ...principal().session, steppedUpAt: start }, token },
    });
    expect(made.limits.taken).toMatchObject([[{ key: keyOf('stepUp', '3 8') }, { key: keyOf('steppedUp', '3 8') }]]);
    expect(made.limits.resetKeys).toEqual([keyOf('stepUp', '3 8')]);
    expect(made.asked).toEqual([['findById', 3]]);
    expect(made.sessions.asked).toMatchObject([['rotateToken', { userId: 3, sessionId: 20 }]]);
  });

  test('with a wrong password, or to an account that is gone, leaves a line in the history', async () => {
    for (const made of [service(), service({ found: null })]) {
      expect(await stepUp(made, 'wrong')).toEqual({ ok: false, code: 'password_incorrect' });
      const event = { userId: 3, sessionId: 20, deviceId: 8, kind: 'step_up_failed', at: start };
      expect(made.asked[1]).toEqual(['append', { ...event, userAgent: 'curl', ip: '192.0.2.7' }]);
      expect([made.limits.resetKeys, made.sessions.asked]).toEqual([[], []]);
    }
  });

  test('is refused where the session has ended, or the device has used up its tries', async () => {
    const ended = service();
    ended.sessions.answers.rotateToken = false;
    expect(await stepUp(ended)).toEqual({ ok: false, code: 'token_incorrect' });
    expect(ended.limits.resetKeys).toEqual([]);
    const full = service();
    full.limits.retryAt = later(start, 5000);
    expect(await stepUp(full)).toEqual(limited);
    expect(full.asked).toEqual([]);
  });
});

describe('a new password', () => {
  const proved = principal({ steppedUpAt: later(start, -minute) });
  const fresh = { current: null, next: 'newest' };

  test('is written with a new token for the session, and a mail that tells of it', async () => {
    const made = service();
    made.limits.mailDueAt = later(start, minute);
    const changed = await made.users.changePassword(proved, fresh, client);
    expect(changed).toEqual({ ok: true, value: { session: { ...proved.session, steppedUpAt: start }, token } });
    const renewal = { userId: 3, sessionId: 20, fromTokenHash: proved.tokenHash, tokenHash: hashSessionToken(token) };
    expect(made.asked).toMatchObject([['changePassword', argon('newest'), renewal, later(start, minute)]]);
    expect(made.limits.mails).toEqual([mailKeyOf('password_changed', user.email)]);
    expect(made.told).toEqual([['mail']]);
  });

  test('needs a fresh proof of identity, and a step-up from a session that is younger than an hour', async () => {
    const required = { ok: false, code: 'step_up_required' };
    for (const [createdAt, steppedUpAt] of [
      [-100, null],
      [-100, -5],
      [-4, null],
    ] as const) {
      // prettier-ignore
      const given = { createdAt: later(start, createdAt * minute), steppedUpAt: steppedUpAt && later(start, steppedUpAt * minute) };
      const made = service();
      expect(await made.users.changePassword(principal(given), fresh, client)).toEqual(required);
      expect([made.asked, made.told]).toEqual([[], []]);
    }
  });

  test('is written by the current password in one request, which counts as a step-up', async () => {
    const made = service();
    const change = { current: 'right', next: 'newest' };
    expect(await made.users.changePassword(principal({ steppedUpAt: null }), change, client)).toMatchObject({
      ok: true,
      value: { session: { steppedUpAt: start }, token },
    });
    expect(made.limits.taken).toMatchObject([[{ key: keyOf('stepUp', '3 8') }, { key: keyOf('steppedUp', '3 8') }]]);
    expect(made.limits.resetKeys).toEqual([keyOf('stepUp', '3 8')]);
    expect(made.asked.at(-1)).toMatchObject(['changePassword', argon('newest'), { sessionId: 20 }, start]);
  });

  test('is refused by a wrong current password, also after a step-up, as a wrong password at a step-up is', async () => {
    const made = service();
    const change = { current: 'wrong', next: 'newest' };
    expect(await made.users.changePassword(proved, change, client)).toEqual({ ok: false, code: 'password_incorrect' });
    expect(made.asked.map(([name]) => name)).toEqual(['findById', 'append']);
    expect(made.asked[1]).toMatchObject(['append', { kind: 'step_up_failed', sessionId: 20 }]);
    expect([made.limits.resetKeys, made.told]).toEqual([[], []]);
    const full = service();
    full.limits.retryAt = later(start, 5000);
    expect(await full.users.changePassword(proved, { ...change, current: 'right' }, client)).toEqual(limited);
    expect(full.asked).toEqual([]);
  });

  test('is refused where the session has ended, and no mail is sent', async () => {
    const made = service();
    made.answers.isChanged = false;
    expect(await made.users.changePassword(proved, fresh, client)).toEqual({ ok: false, code: 'token_incorrect' });
    expect(made.told).toEqual([]);
  });
});

test('the language of the owner is said by browsers alone', async () => {
  const { users, asked } = service();
  await users.setLanguage(principal(), 'ja');
  await users.setLanguage(principal({}, false), 'pl');
  expect(asked).toEqual([['setLanguage', { userId: 3, deviceId: 8, language: 'ja', at: start }]]);
});
