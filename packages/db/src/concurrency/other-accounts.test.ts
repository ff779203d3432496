import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import type { Session } from '@latchkey/sessions/sessions/session';
import type { NewSession } from '@latchkey/sessions/sessions/session-store';
import { alertLasts } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { OwnUser } from '@latchkey/sessions/accounts/user';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import type pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectTo, hasServer, temporaryServerDatabase } from '../testing/place.ts';
import { day, ending, later, cutoff, newDevice, start } from '../testing/sample.ts';
import { World } from '../testing/world.ts';

/** Tables with rows of accounts, and the column that says whose a row is. */
const tables = {
  users: 'id',
  devices: 'user_id',
  sessions: 'user_id',
  session_events: 'user_id',
  sign_in_alerts: 'user_id',
  account_mails: 'user_id',
};

describe.runIf(hasServer)('what happens in one account', () => {
  const world = new World(temporaryServerDatabase);
  beforeEach(() => world.clear());

  /** Two browsers, which several people use, and a program that says the same of itself everywhere. */
  const [home, office] = [newDevice(), newDevice()];
  const program = { deviceTokenHash: null, userAgent: capUserAgent('curl/8.5.0'), clientLabel: 'Nightly backup' };

  const at = (moment: number) => cutoff(later(moment));
  const since = (moment: number) => new Date(later(moment).getTime() - alertLasts);

  /** A sign-in, and its notice without ids. */
  async function signIn(user: OwnUser, moment: number, other: Partial<NewSession>) {
    const session = await world.begin(user, { country: 'DE', language: 'de', createdAt: later(moment), ...other });
    const { confirmedAt, label, idleLimit } = session;
    return { session, told: ['signed in', confirmedAt, label, idleLimit] };
  }

  async function openOn(user: OwnUser, { deviceId }: Session, moment: number) {
    const open = await world.database.alerts.listOpen({ userId: user.id, deviceId }, since(moment), at(moment));
    return { ids: open.map(({ id }) => id), told: open.map(({ cause, isLive }) => [cause, isLive]) };
  }

  /** Sign-ins, and answers to the questions about them. Gives what was answered, and the sessions that are left. */
  async function arrive(user: OwnUser) {
    const { alerts, devices, users } = world.database;
    const told: unknown[] = [];
    const { session: own, told: first } = await signIn(user, 0, { deviceTokenHash: home });
    told.push(first);
    for (const moment of [1, 2]) told.push((await signIn(user, moment, program)).told);
    const { session: reader, told: next } = await signIn(user, 3, { deviceTokenHash: home });
    told.push(next);
    const answerer = { sessionId: reader.id, deviceId: reader.deviceId, isProved: true };
    const answer = async (given: 'confirmed' | 'denied', moment: number) => {
      const { ids, told: open } = await openOn(user, reader, moment);
      const answering = { userId: user.id, alertIds: ids, answer: given, by: answerer, ip: null };
      told.push(open, await alerts.answer({ ...answering, openSince: since(moment), cutoff: at(moment) }));
    };
    await answer('denied', 4);
    told.push((await signIn(user, 5, { deviceTokenHash: office, country: 'BR', language: 'pt' })).told);
    for (const moment of [6, 7]) told.push((await signIn(user, moment, { ...program, clientLabel: 'Sync' })).told);
    await answer('confirmed', 8);
    told.push((await signIn(user, 9, { deviceTokenHash: office, country: 'FR', language: 'fr' })).told);
    await answer('confirmed', 10);
    told.push((await signIn(user, 11, { ...program, clientLabel: 'Sync', country: 'IT' })).told);
    told.push((await signIn(user, 12, program)).told);
    const rename = { userId: user.id, deviceId: own.deviceId, label: 'Mine', at: later(13), actorSessionId: reader.id };
    told.push(await devices.rename(rename));
    await users.setLanguage({ userId: user.id, deviceId: reader.deviceId, language: 'ja', at: later(13) });
    return { user, reader, told };
  }

  /** What follows, up to a new password by a link. */
  async function goOn({ user, reader, told }: Awaited<ReturnType<typeof arrive>>) {
    const { sessions, users, accounts, events } = world.database;
    const by = { userId: user.id, actorId: reader.id };
    told.push(await sessions.setIdleLimit({ ...by, limit: day, cutoff: at(20) }));
    const job = (await signIn(user, 21, program)).session;
    told.push(await sessions.end(job.id, ending(user, { cutoff: at(22), actorId: reader.id })));
    const many = await sessions.listLive(user.id, at(23));
    told.push(many.length);
    const others = many.map(({ id }) => id).filter((id) => id !== reader.id);
    told.push((await sessions.endMany(others, ending(user, { cutoff: at(24), actorId: reader.id }))).length);
    told.push((await signIn(user, 25, { deviceTokenHash: office, country: 'BR' })).told);
    told.push(await users.changePassword('new', world.renewalOf(user, reader.id, { cutoff: at(26) }), later(26)));
    told.push((await openOn(user, reader, 27)).told);
    const linkHash = hashMailLink(createMailLink());
    told.push(await accounts.issueRecoveryLink(user.email, linkHash, later(28)));
    const use = { linkHash, sentSince: start, at: later(29), ip: null, userAgent: program.userAgent };
    const reset = { ...use, passwordHash: 'newest', cutoff: at(29), noticeDueAt: later(29) };
    told.push(await accounts.resetPassword(user.id, reset));
    const history = await events.list(user.id, { before: null, limit: 100 });
    told.push(history.map(({ kind, endReason, label }) => [kind, endReason, label]));
    return told;
  }

  /** Every row of an account. */
  async function rowsOf(client: pg.Client, user: OwnUser) {
    const rows: Record<string, unknown[]> = {};
    for (const [table, owner] of Object.entries(tables)) {
      const text = `SELECT to_jsonb(${table}) AS row FROM ${table} WHERE ${owner} = $1 ORDER BY id`;
      rows[table] = (await client.query(text, [user.id])).rows;
    }
    return rows;
  }

  test('is the same when other users use its browsers and its programs, and changes no row of theirs', async () => {
    const alone = await goOn(await arrive(await world.someone()));
    await world.clear();
    const client = await connectTo(world.url);
    const [quiet, early, late, user] = [await world.someone(), await world.someone(), await world.someone(), await world.someone()]; // prettier-ignore
    await signIn(quiet, 0, { deviceTokenHash: home });
    const rowsOfQuiet = await rowsOf(client, quiet);
    await arrive(early);
    // Run it before other users do the same, because that may change their rows.
    const rowsOfEarly = await rowsOf(client, early);
    await goOn(await arrive(late));
    const rowsOfLate = await rowsOf(client, late);
    expect(await goOn(await arrive(user))).toEqual(alone);
    expect(await rowsOf(client, quiet)).toEqual(rowsOfQuiet);
    expect(await rowsOf(client, early)).toEqual(rowsOfEarly);
    expect(await rowsOf(client, late)).toEqual(rowsOfLate);
    await client.end();
  });

  test('ends no session of another user when a user is disabled, removed or signed out everywhere', async () => {
    const { sessions, users } = world.database;
    const client = await connectTo(world.url);
    const other = await world.someone();
    await arrive(other);
    const before = await rowsOf(client, other);
    for (const step of [
      (user: OwnUser) => sessions.endAll({ ...ending(user, { cutoff: at(20) }), keepId: null }),
      (user: OwnUser) => users.disable(user.id, at(20)),
      (user: OwnUser) => users.delete(user.id, at(20)),
    ]) {
      const user = await world.someone();
      await arrive(user);
      expect(await step(user)).toBeGreaterThan(1);
    }
    expect(await rowsOf(client, other)).toEqual(before);
    await client.end();
  });
});
