import { randomBytes, randomUUID } from 'node:crypto';
import { OfflinePlaceLocator } from '@latchkey/places/offline-place-locator';
import { defaultRetention } from '@latchkey/sessions/housekeeping';
import { systemTiming } from '@latchkey/sessions/cluster/timing';
import { argon2idHasher } from '@latchkey/sessions/password-hasher';
import { createServices } from '@latchkey/sessions/services';
import { defaultSessionLimits } from '@latchkey/sessions/session-limits';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { expect, it } from 'vitest';
import { defaultStreamLimits } from '@latchkey/sessions/session-subscriptions/session-subscriptions';
import { openTestDatabase } from './test-database.ts';

it('a missing account costs a sign-in as much as a wrong password: one verification of a hash of the same cost', async () => {
  const real = argon2idHasher({ memoryCost: 8, timeCost: 1, parallelism: 1 });
  const verified: string[] = [];
  const hasher = {
    hash: real.hash,
    verify: (hashed: string, password: string) => {
      verified.push(hashed);
      return real.verify(hashed, password);
    },
  };
  const database = await openTestDatabase();
  const { users } = createServices(
    database,
    {
      limits: defaultSessionLimits,
      retention: defaultRetention,
      rateLimits: null,
      stepUp: 'browsers',
      signUp: 'open',
      mailsPerHour: 100,
      deviceBinding: true,
      rememberedSessions: 10,
      streamLimits: defaultStreamLimits,
    },
    {
      clock: () => new Date(),
      timing: systemTiming,
      random: randomBytes,
      hasher,
      locator: new OfflinePlaceLocator(),
    },
  );
  const client = {
    userAgent: capUserAgent(''),
    address: '127.0.0.1',
    language: 'en',
    deviceTokenHash: null,
    canBind: false,
  } as const;
  const choices = { information: null, staysSignedIn: false };
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
