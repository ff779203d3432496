import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { Session } from '@latchkey/sessions/sessions/session';
import type { OwnUser } from '@latchkey/sessions/accounts/user';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../connection/client.ts';
import { postgresSettings } from '../connection/postgres-settings.ts';
import { MailOutbox } from '../mail/mail-outbox.ts';
import { hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { storesOn } from '../testing/test-database.ts';
import { Race, runs } from '../testing/race.ts';
import { ending, idle, later, cutoff, newDevice, newToken, second, sessionOf, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

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
  'endExpired',
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
    return { ...storesOn(pool), outbox: new MailOutbox(createClient(pool, 'public')) };
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
          begun.push(await world.begin(user, { deviceTokenHash, clientLabel: `${begun.length}` }));
      }
      const race = new Race();

      async function answer(user: OwnUser, answered: 'confirmed' | 'denied', by: Session) {
        const openSince = later(-second);
        const open = await alerts.listOpen({ userId: user.id, deviceId: by.deviceId }, openSince, cutoff(now));
        const alertIds = open.map(({ id }) => id).toReversed();
        const from = { sessionId: by.id, deviceId: by.deviceId, isProved: true };
        const given = { userId: user.id, alertIds, answer: answered, by: from, ip: null, openSince };
        return alerts.answer({ ...given, cutoff: cutoff(now) });
      }

      async function act(what: Act, user: OwnUser, which: number): Promise<unknown> {
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
            const limits = { perUser: 3, cutoff: cutoff(later(second)) };
            const { session: fresh } = await sessions.begin(written, limits, which % 2 ? ofUser : ofUser.toReversed());
            return fresh && begun.push(fresh);
          }
          case 'answer yes':
            return answer(user, 'confirmed', first);
          case 'answer no':
            return answer(user, 'denied', first);
          case 'rename':
            return devices.rename({ userId: user.id, deviceId, label: `${which}`, at: now, actorSessionId: id });
          case 'end':
            return sessions.end(id, ending(user, { actorId: first.id }));
          case 'endMany':
            return sessions.endMany(which % 2 ? ids : ids.toReversed(), ending(user, { actorId: first.id }));
          case 'endAll':
            return sessions.endAll({ ...ending(user, { actorId: first.id }), keepId: first.id });
          case 'logout':
            return sessions.end(id, ending(user, { reason: 'logout', actorId: id }));
          case 'use': {
            const uses = begun.map((one) => ({
              sessionId: one.id,
              at: later(3 * second),
              activeDays: one.activeDays,
              country: null,
            }));
            return sessions.recordUses(which % 2 ? uses : uses.toReversed(), { writtenBy: now, idle });
          }
          case 'setIdleLimit':
            return sessions.setIdleLimit({ userId: user.id, limit: idle, cutoff: cutoff(now), actorId: id });
          case 'changePassword':
            return users.changePassword('hash', { ...world.renewalOf(user, first.id), tokenHash: newToken() }, now);
          case 'resetPassword': {
            const linkHash = hashMailLink(createMailLink());
            await accounts.issueRecoveryLink(user.email, linkHash, now);
            const use = { linkHash, at: now, sentSince: start };
            const from = { userAgent: session.userAgent, ip: null };
            const reset = { ...use, ...from, passwordHash: 'hash', cutoff: cutoff(now), noticeDueAt: now };
            return accounts.resetPassword(user.id, reset);
          }
          case 'setLanguage':
            return users.setLanguage({ userId: user.id, deviceId, language: which % 2 ? 'de' : 'fr', at: now });
          case 'disable':
            return users.disable(user.id, cutoff(now)).then(() => users.enable(user.id));
          case 'mail': {
            const linkHash = hashMailLink(createMailLink());
            return outbox
              .take('new_device', linkHash, now)
              .then(() => outbox.settle('new_device', linkHash, which % 2 ? now : null));
          }
          case 'settle':
            return rateLimits.refund({ reset: ofUser.slice(0, 1), refund: ofUser.slice(1).toReversed() });
          case 'endExpired':
            return housekeeping.endExpired(cutoff(now), 1000);
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
