import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import { type MailLink, createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { languages } from '@latchkey/sessions/language';
import { createServiceKey } from '@latchkey/sessions/applications/service-key';
import type { Client } from '@latchkey/sessions/devices/client';
import { systemTiming } from '@latchkey/sessions/instances/timing';
import { defaultRetention } from '@latchkey/sessions/jobs/housekeeping';
import { argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { type Latchkey, createLatchkey } from '@latchkey/sessions/latchkey';
import { defaultSessionLimits } from '@latchkey/sessions/sessions/session-limits';
import { defaultStreamLimits } from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import { hashSessionToken } from '@latchkey/sessions/tokens/session-token';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { embedded, kinds } from '../testing/place.ts';
import { newDevice } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

/** The statements that `pg` was asked for by what runs in it, each of which is a round trip. BEGIN and COMMIT are such. */
const asked = new AsyncLocalStorage<string[]>();

/** Asked once by each new connection, which the pool makes when all others are in use. */
const ofConnection = /^SELECT (?:current_setting\('transaction_read_only'\)|set_config\('search_path')/;

beforeAll(() => {
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its own `this` again.
  const query: (...given: unknown[]) => unknown = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    const text = typeof first === 'string' ? first : (Reflect.get(Object(first), 'text') as unknown);
    const line = String(text).trim().split('\n', 1)[0] ?? '';
    if (!ofConnection.test(line)) asked.getStore()?.push(line);
    return Reflect.apply(query, this, given);
  });
});
afterAll(() => {
  vi.restoreAllMocks();
});

/**
 * How many a sign-in makes itself, and whether it makes some that are about other instances, which are 2 at most: announcements
 * that are made at the same moment share their round trips.
 */
function split(statements: readonly string[]) {
  const announcing = statements.filter((text) => /pg_notify|FROM instances/.test(text)).length;
  const own = statements.length - announcing;
  return announcing > 2 ? { own, announcing } : { own, announces: announcing > 0 };
}

const choices = { clientLabel: null, rememberMe: true };
const clientOf = (other: Partial<Client>): Client => ({
  userAgent: capUserAgent('curl/8.5.0'),
  ip: '192.0.2.7',
  language: 'en',
  deviceTokenHash: null,
  canBind: false,
  ...other,
});

describe.each(kinds)('round trips to %s', (kind, makePlace) => {
  const isServer = kind !== embedded;
  const world = new World(makePlace);
  let limited: Latchkey;
  let unlimited: Latchkey;
  beforeAll(async () => {
    const services = (rateLimits: typeof defaultRateLimits | null) =>
      createLatchkey(
        {
          limits: defaultSessionLimits,
          retention: defaultRetention,
          rateLimits,
          stepUp: 'browsers',
          deviceBinding: true,
          cachedSessions: 100,
          streamLimits: defaultStreamLimits,
          basePath: '',
          webhooksToPrivateNetworks: false,
          languages,
          signUp: 'open',
          accounts: 'both',
          application: { name: null, signInUrl: null, stepUpUrl: null, accountUrl: null },
          serviceKeys: [],
          mailsPerHour: 1000,
        },
        {
          database: world.database,
          clock: () => new Date(),
          timing: systemTiming,
          random: randomBytes,
          hasher: argon2idHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 }),
          locator: { countryOf: () => null },
        },
      );
    [limited, unlimited] = [services(defaultRateLimits), services(null)];
    await limited.cluster.join();
    await unlimited.cluster.join();
  });
  afterAll(async () => {
    await limited.cluster.leave();
    await unlimited.cluster.leave();
  });

  /** What a sign-in asks the database before it is answered. */
  async function statementsOf(services: Latchkey, email: string, password: string, client: Client) {
    const statements: string[] = [];
    const answer = await asked.run(statements, () => services.users.signIn({ email, password }, client, choices));
    return { ok: answer.ok, statements };
  }

  test.each([
    ['a program', {}],
    ['a browser', { deviceTokenHash: newDevice() }],
  ])(
    'a sign-in of %s makes 4 before its answer, with limits and without, on a server at most 2 that tell other instances, and 1 after it',
    async (_what, other) => {
      const email = `${randomUUID()}@example.com`;
      const password = 'correct horse';
      await limited.users.signUp({ email, password }, clientOf({ deviceTokenHash: newDevice() }), choices);
      // New to the account, then known to it.
      for (let count = 0; count < 3; count += 1) {
        const signIn = await statementsOf(limited, email, password, clientOf(other));
        expect(signIn.ok).toBe(true);
        expect(split(signIn.statements)).toEqual({ own: 4, announces: isServer });
        const after: string[] = [];
        await asked.run(after, () => limited.refunds.flush());
        expect(after).toEqual(['WITH returned AS (']);
        const free = await statementsOf(unlimited, email, password, clientOf(other));
        expect(free.ok).toBe(true);
        expect(split(free.statements)).toMatchObject({ own: 4 });
        expect(free.statements.join('\n')).not.toMatch(/rate_limits|wanted|returned/);
      }
    },
  );

  test('a sign-in by an application makes 4 before its answer, and on a server at most 2 that tell other instances', async () => {
    const profile = { subject: randomUUID(), maxBrowsers: 2, atLimit: 'end_another' } as const;
    // What connections ask when they are made is not counted.
    const other = { ...profile, subject: randomUUID() };
    const unmeasured = {
      profile: other,
      client: clientOf({}),
      choices,
      methods: ['pwd'],
      provedAt: null,
      repeat: null,
    };
    await limited.subjects.begin(unmeasured);
    for (const repeat of [null, { key: 'repeated', secret: createServiceKey() }]) {
      for (let count = 0; count < 4; count += 1) {
        const client = clientOf({ deviceTokenHash: newDevice() });
        const key = repeat && { ...repeat, key: `${repeat.key} ${count}` };
        const signIn = { profile, client, choices, methods: ['pwd'], provedAt: null, repeat: key };
        const statements: string[] = [];
        const begun = await asked.run(statements, () => limited.subjects.begin(signIn));
        expect(begun.ok).toBe(true);
        // Also the first one, which creates the user.
        expect(split(statements)).toEqual({ own: 4, announces: isServer });
      }
    }
  });

  test('a refused sign-in makes as many with an account as without one', async () => {
    const email = `${randomUUID()}@example.com`;
    await limited.users.signUp({ email, password: 'correct horse' }, clientOf({}), choices);
    for (const services of [limited, unlimited]) {
      const wrong = await statementsOf(services, email, 'wrong horse', clientOf({}));
      const missing = await statementsOf(services, `${randomUUID()}@example.com`, 'wrong horse', clientOf({}));
      expect([wrong.ok, missing.ok]).toEqual([false, false]);
      expect(wrong.statements).toHaveLength(2);
      expect(missing.statements).toHaveLength(2);
    }
  });

  /** Takes verification mails out of the outbox, as who sends them does, up to that one. */
  async function verificationLinkTo(email: string): Promise<MailLink> {
    for (;;) {
      const link = createMailLink();
      const due = await world.database.outbox.take('verification', hashMailLink(link), new Date());
      if (!due) throw new Error('There should be a verification mail');
      if (due.email === email) return link;
    }
  }

  test('what else asks for a password or a mail makes as many as docs/scaling.md says', async () => {
    const email = `${randomUUID()}@example.com`;
    const client = clientOf({ deviceTokenHash: newDevice() });
    const { users, recovery, verification } = limited;
    const counted = async <Answer>(run: () => Promise<Answer>) => {
      const statements: string[] = [];
      const answer = await asked.run(statements, run);
      await limited.refunds.flush();
      return { answer, trips: split(statements) };
    };
    const signUp = await counted(() => users.signUp({ email, password: 'correct horse' }, client, choices));
    const account = await world.database.users.findByEmail(email);
    if (!signUp.answer.ok || !account) throw new Error('The sign-up should stand');
    const { session, token } = signUp.answer.value;
    const principal = {
      user: account.user,
      session,
      tokenHash: hashSessionToken(token),
      ofBrowser: true,
      provedUntil: null,
    };
    const stepUp = await counted(() => users.stepUp(principal, 'correct horse', client));
    if (!stepUp.answer.ok) throw new Error('The step-up should stand');
    const proved = {
      ...principal,
      session: { ...stepUp.answer.value.session, createdAt: new Date(session.createdAt.getTime() - 7_200_000) },
      tokenHash: hashSessionToken(stepUp.answer.value.token),
    };
    const change = await counted(() => users.changePassword(proved, { current: null, next: 'a better horse' }, client));
    if (!change.answer.ok) throw new Error('The password should be changed');
    const changed = { ...proved, tokenHash: hashSessionToken(change.answer.value.token) };
    const byPassword = { current: 'a better horse', next: 'an even better horse' };
    const changeByPassword = await counted(() => users.changePassword(changed, byPassword, client));
    const verificationRequest = await counted(() => verification.request(principal, client));
    const verificationLink = await verificationLinkTo(email);
    const verified = await counted(() => verification.confirm(verificationLink, client));
    const recoveryRequest = await counted(() => recovery.request(email, client));
    const recoveryRequestOfNobody = await counted(() => recovery.request(`${randomUUID()}@example.com`, client));
    const link = await recovery.issueLink(email);
    if (!link) throw new Error('There is an account');
    const recoveryRead = await counted(() => recovery.read(link, client));
    const reset = await counted(() => recovery.setPassword(link, 'the best horse', client));
    const mails = { verificationRequest, verified, recoveryRequest, recoveryRequestOfNobody, recoveryRead, reset };
    const steps = { signUp, stepUp, change, changeByPassword, ...mails };
    expect(Object.values(steps).map(({ answer }) => answer.ok)).not.toContain(false);
    const trips = Object.entries(steps).map(([name, step]) => [name, step.trips] as const);
    expect(Object.fromEntries(trips)).toEqual({
      signUp: { own: 10, announces: isServer },
      stepUp: { own: 4, announces: isServer },
      change: { own: 9, announces: isServer },
      changeByPassword: { own: 12, announces: isServer },
      verificationRequest: { own: 8, announces: false },
      verified: { own: 10, announces: false },
      recoveryRequest: { own: 3, announces: false },
      recoveryRequestOfNobody: { own: 3, announces: false },
      recoveryRead: { own: 2, announces: false },
      reset: { own: 16, announces: isServer },
    });
  });
});
