import { createAlertLink, hashAlertLink } from '@latchkey/sessions/alert-link';
import type { Session } from '@latchkey/sessions/session';
import type { User } from '@latchkey/sessions/user';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrismaAccountStore } from './accounts/prisma-account-store.ts';
import { createClient } from './client.ts';
import { postgresSettings } from './postgres-settings.ts';
import { PrismaDeviceStore } from './prisma-device-store.ts';
import { PrismaHousekeepingStore } from './prisma-housekeeping-store.ts';
import { PrismaMailOutbox } from './prisma-mail-outbox.ts';
import { PrismaRateLimitStore } from './prisma-rate-limit-store.ts';
import { PrismaSessionStore } from './prisma-session-store.ts';
import { PrismaSignInAlertStore } from './prisma-sign-in-alert-store.ts';
import { PrismaUserStore } from './prisma-user-store.ts';
import { StatementPool } from './statement-pool.ts';
import { hasServer, temporaryServerDatabase } from './testing/place.ts';
import { Race } from './testing/race.ts';
import { runs } from './testing/runs.ts';
import { ending, idle, later, liveAt, newDevice, newToken, second, sessionOf, start } from './testing/sample.ts';
import { World } from './testing/world.ts';

/** What may happen at the same moment. */
const acts = [
  'begin',
  'answer yes',
  'answer no',
  'rename',
  'end',
  'endMany',
  'endAll',
  'logout',
  'use',
  'setIdleLimit',
  'changePassword',
  'resetPassword',
  'setLanguage',
  'disable',
  'mail',
  'settle',
  'endLapsed',
  'purgeSessions',
  'purgeDevices',
  'purgeAlerts',
  'wipe',
] as const;
type Act = (typeof acts)[number];

/** Makes each change of a row take longer behind its lock, so that what can meet there does. */
const slowly = `
  CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.002); RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; END $$;
  ${['users', 'devices', 'sessions', 'sign_in_alerts', 'account_mails', 'rate_limits']
    .map((table) => `CREATE TRIGGER linger BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION linger();`)
    .join('\n')}`;

/**
 * The stores without the limiter, which runs again what a deadlock broke off, and without the lock timeout of requests, which
 * breaks a deadlock before PostgreSQL sees it: here each one is an error.
 */
describe.runIf(hasServer)('locks are taken in one order', () => {
  const world = new World(temporaryServerDatabase);
  let pool: pg.Pool;
  beforeAll(async () => {
    pool = new pg.Pool({ ...postgresSettings(world.url), max: 20 });
    pool.on('error', () => {});
    await pool.query(slowly);
  });
  afterAll(() => pool.end());

  function stores() {
    const [prisma, statements] = [createClient(pool, 'public'), new StatementPool(pool)];
    return {
      accounts: new PrismaAccountStore(prisma),
      alerts: new PrismaSignInAlertStore(prisma),
      devices: new PrismaDeviceStore(prisma),
      housekeeping: new PrismaHousekeepingStore(prisma),
      outbox: new PrismaMailOutbox(prisma),
      rateLimits: new PrismaRateLimitStore(statements),
      sessions: new PrismaSessionStore(prisma, statements, statements),
      users: new PrismaUserStore(prisma),
    };
  }

  test('whatever is done to two accounts at the same moment, none of it waits in a circle', async () => {
    const { accounts, alerts, devices, housekeeping, outbox, rateLimits, sessions, users } = stores();
    const now = later(2 * second);
    const buckets = ['a', 'b', 'c'].map((key) => ({ key, burst: 1_000_000, every: 1 }));
    // A few kinds at a time: more of them rarely meet.
    const steps = fc.subarray([...acts], { minLength: 4, maxLength: 8 }).chain((kinds) =>
      fc.array(fc.record({ what: fc.constantFrom(...kinds), who: fc.nat(1), which: fc.nat(), at: fc.nat(3) }), {
        minLength: 24,
        maxLength: 48,
      }),
    );
    const property = fc.asyncProperty(steps, async (each) => {
      const people = [await world.someone(), await world.someone()] as const;
      const browsers = [newDevice(), newDevice(), newDevice()];
      const begun: Session[] = [];
      for (const user of people) {
        for (const deviceTokenHash of [...browsers, null, null])
          begun.push(await world.begin(user, { deviceTokenHash, information: `${begun.length}` }));
      }
      const race = new Race();

      async function answer(user: User, answered: 'confirmed' | 'denied', by: Session) {
        const openSince = later(-second);
        const open = await alerts.listOpen({ userId: user.id, deviceId: by.deviceId }, openSince, liveAt(now));
        const alertIds = open.map(({ id }) => id).toReversed();
        const from = { sessionId: by.id, deviceId: by.deviceId, isProved: true };
        const given = { userId: user.id, alertIds, answer: answered, by: from, address: null, openSince };
        return alerts.answer({ ...given, liveAt: liveAt(now) });
      }

      async function act(what: Act, user: User, which: number): Promise<unknown> {
        const own = begun.filter(({ userId }) => userId === user.id);
        const [first, session] = [own[0], own[which % own.length]];
        if (!first || !session) throw new Error('There is one');
        const { id, deviceId } = session;
        const ids = own.map((one) => one.id);
        const ofUser = buckets.map((bucket) => ({ ...bucket, key: `${user.id} ${bucket.key}` }));
        switch (what) {
          case 'begin': {
            const deviceTokenHash = which % 4 === 3 ? null : (browsers[which % 4] ?? null);
            const written = sessionOf(user, {
              deviceTokenHash,
              country: which % 2 ? 'DE' : 'FR',
              createdAt: later(second),
            });
            const limits = { perUser: 3, liveAt: liveAt(later(second)) };
            const { session: fresh } = await sessions.begin(written, limits, which % 2 ? ofUser : ofUser.toReversed());
            return fresh && begun.push(fresh);
          }
          case 'answer yes':
            return answer(user, 'confirmed', first);
          case 'answer no':
            return answer(user, 'denied', first);
          case 'rename':
            return devices.rename({ userId: user.id, deviceId, name: `${which}`, at: now, actorSessionId: id });
          case 'end':
            return sessions.end(id, ending(user, { actorId: first.id }));
          case 'endMany':
            return sessions.endMany(which % 2 ? ids : ids.toReversed(), ending(user, { actorId: first.id }));
          case 'endAll':
            return sessions.endAll({ ...ending(user, { actorId: first.id }), keepId: first.id });
          case 'logout':
            return sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
          case 'use': {
            const uses = begun.map((one) => ({ sessionId: one.id, at: later(3 * second), activeDays: one.activeDays }));
            return sessions.recordUses(which % 2 ? uses : uses.toReversed(), { writtenBy: now, idle });
          }
          case 'setIdleLimit':
            return sessions.setIdleLimit({ userId: user.id, limit: idle, liveAt: liveAt(now), actorId: id });
          case 'changePassword':
            return users.changePassword('hash', { ...world.renewalOf(user, first.id), tokenHash: newToken() }, now);
          case 'resetPassword': {
            const linkHash = hashAlertLink(createAlertLink());
            await accounts.issueRecoveryLink(user.email, linkHash, now);
            const use = { linkHash, at: now, sentSince: start };
            const from = { userAgent: session.userAgent, address: null };
            const reset = { ...use, ...from, passwordHash: 'hash', liveAt: liveAt(now), noticeDueAt: now };
            return accounts.resetPassword(user.id, reset);
          }
          case 'setLanguage':
            return users.setLanguage({ userId: user.id, deviceId, language: which % 2 ? 'de' : 'fr', at: now });
          case 'disable':
            return users.disable(user.id, liveAt(now)).then(() => users.enable(user.id));
          case 'mail': {
            const linkHash = hashAlertLink(createAlertLink());
            return outbox.take(linkHash, now).then(() => outbox.settle(linkHash, which % 2 ? now : null));
          }
          case 'settle':
            return rateLimits.settle({ forget: ofUser.slice(0, 1), giveBack: ofUser.slice(1).toReversed() });
          case 'endLapsed':
            return housekeeping.endLapsed(liveAt(now), 1000);
          case 'purgeSessions':
            return housekeeping.purgeSessions(now, 1000);
          case 'purgeDevices':
            return housekeeping.purgeDevices(now, 1000);
          case 'purgeAlerts':
            return housekeeping.purgeAlerts(start, 1000);
          case 'wipe':
            return housekeeping.wipeAddresses(now, 1000);
          default:
            return what satisfies never;
        }
      }

      await Promise.all(
        each.map(({ what, who, which, at }) => race.run(at, () => act(what, people[who] ?? people[0], which))),
      );
    });
    await fc.assert(property, runs(40, 'server'));
    const { rows } = await pool.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(rows).toEqual([{ deadlocks: '0' }]);
  });
});
