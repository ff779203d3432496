import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from '@latchkey/sessions/client';
import { systemTiming } from '@latchkey/sessions/cluster/timing';
import { defaultRetention } from '@latchkey/sessions/housekeeping';
import { argon2idHasher } from '@latchkey/sessions/password-hasher';
import { defaultRateLimits } from '@latchkey/sessions/rate-limiter';
import { type Services, createServices } from '@latchkey/sessions/services';
import { defaultSessionLimits } from '@latchkey/sessions/session-limits';
import { defaultStreamLimits } from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { embedded, kinds } from './testing/place.ts';
import { newDevice } from './testing/sample.ts';
import { World } from './testing/world.ts';

/** The statements that `pg` was asked for by what runs in it, each of which is a round trip. BEGIN and COMMIT are such. */
const asked = new AsyncLocalStorage<string[]>();

beforeAll(() => {
  // oxlint-disable-next-line typescript/unbound-method -- it is called with its own `this` again.
  const query: (...given: unknown[]) => unknown = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    const text = typeof first === 'string' ? first : (Reflect.get(Object(first), 'text') as unknown);
    asked.getStore()?.push(String(text).trim().split('\n', 1)[0] ?? '');
    return Reflect.apply(query, this, given);
  });
});
afterAll(() => {
  vi.restoreAllMocks();
});

/** How many a sign-in makes itself, and how many are about other instances. */
function split(statements: readonly string[]) {
  const announcing = statements.filter((text) => /pg_notify|FROM instances/.test(text)).length;
  return { own: statements.length - announcing, announcing };
}

const choices = { information: null, staysSignedIn: true };
const clientOf = (other: Partial<Client>): Client => ({
  userAgent: capUserAgent('curl/8.5.0'),
  address: '192.0.2.7',
  language: 'en',
  deviceTokenHash: null,
  canBind: false,
  ...other,
});

describe.each(kinds)('round trips to %s', (kind, makePlace) => {
  const isServer = kind !== embedded;
  const world = new World(makePlace);
  let limited: Services;
  let unlimited: Services;
  beforeAll(async () => {
    const services = (rateLimits: typeof defaultRateLimits | null) =>
      createServices(
        world.database,
        {
          limits: defaultSessionLimits,
          retention: defaultRetention,
          rateLimits,
          stepUp: 'browsers',
          deviceBinding: true,
          rememberedSessions: 100,
          streamLimits: defaultStreamLimits,
          signUp: 'open',
          mailsPerHour: 1000,
        },
        {
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
  async function statementsOf(services: Services, email: string, password: string, client: Client) {
    const statements: string[] = [];
    const answer = await asked.run(statements, () => services.users.signIn({ email, password }, client, choices));
    return { ok: answer.ok, statements };
  }

  test.each([
    ['a program', {}],
    ['a browser', { deviceTokenHash: newDevice() }],
  ])(
    'a sign-in of %s makes 5 before its answer, 4 without limits, and on a server 2 that tell other instances',
    async (_what, other) => {
      const email = `${randomUUID()}@example.com`;
      const password = 'correct horse';
      await limited.users.signUp({ email, password }, clientOf({ deviceTokenHash: newDevice() }), choices);
      // New to the account, then known to it; what connections ask when they are made is not asked again.
      for (let count = 0; count < 3; count += 1) {
        const signIn = await statementsOf(limited, email, password, clientOf(other));
        expect(signIn.ok).toBe(true);
        expect(split(signIn.statements)).toEqual({ own: 5, announcing: isServer ? 2 : 0 });
        const free = await statementsOf(unlimited, email, password, clientOf(other));
        expect(free.ok).toBe(true);
        expect(split(free.statements)).toMatchObject({ own: 4 });
        expect(free.statements.join('\n')).not.toMatch(/rate_limits|wanted|returned/);
      }
    },
  );

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
});
