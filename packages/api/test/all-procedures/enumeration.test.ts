import { randomBytes, randomUUID } from 'node:crypto';
import { OfflineCountryLocator } from '@latchkey/geo-data/offline-country-locator';
import { languages } from '@latchkey/sessions/language';
import { defaultRetention } from '@latchkey/sessions/jobs/housekeeping';
import { systemTiming } from '@latchkey/sessions/instances/timing';
import { argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { createLatchkey } from '@latchkey/sessions/latchkey';
import { defaultSessionLimits } from '@latchkey/sessions/sessions/session-limits';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { expect, it } from 'vitest';
import { defaultStreamLimits } from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import { openTestDatabase } from '../testing/test-database.ts';

it('a sign-in without an account verifies one hash, as one with a wrong password does', async () => {
  const real = argon2idHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });
  const verified: string[] = [];
  const hasher = {
    hash: real.hash,
    needsRehash: real.needsRehash,
    verify: (hashed: string, password: string) => {
      verified.push(hashed);
      return real.verify(hashed, password);
    },
  };
  const database = await openTestDatabase();
  const { users } = createLatchkey(
    {
      limits: defaultSessionLimits,
      retention: defaultRetention,
      rateLimits: null,
      stepUp: 'browsers',
      signUp: 'open',
      accounts: 'own',
      application: { name: null, signInUrl: null, stepUpUrl: null, accountUrl: null },
      serviceKeys: [],
      mailsPerHour: 100,
      deviceBinding: true,
      cachedSessions: 10,
      streamLimits: defaultStreamLimits,
      basePath: '',
      webhooksToPrivateNetworks: false,
      languages,
    },
    {
      database,
      clock: () => new Date(),
      timing: systemTiming,
      random: randomBytes,
      hasher,
      locator: new OfflineCountryLocator(),
    },
  );
  const client = {
    userAgent: capUserAgent(''),
    ip: '127.0.0.1',
    language: 'en',
    deviceTokenHash: null,
    canBind: false,
  } as const;
  const choices = { clientLabel: null, rememberMe: false };
  const email = `${randomUUID()}@example.com`;
  await users.signUp({ email, password: 'correct horse' }, client, choices);
  for (const attempt of [email, `${randomUUID()}@example.com`]) {
    const refused = await users.signIn({ email: attempt, password: 'wrong horse' }, client, choices);
    expect(refused).toEqual({ ok: false, code: 'credentials_incorrect' });
  }
  expect(verified).toHaveLength(2);
  const cost = (hashed: string | undefined) => hashed?.split('$').slice(0, 4);
  expect(cost(verified[1])).toEqual(cost(verified[0]));
  await database.close();
});
