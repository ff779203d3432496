import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseLocation } from '@latchkey/db/database';
import { kindsWithoutTables, migrations } from '@latchkey/db/testing/place';
import { migrateOn, openBarePool } from '@latchkey/db/testing/pool';
import { argon2idHasher } from '@latchkey/sessions/passwords/password-hasher';
import { createSessionToken, hashSessionToken } from '@latchkey/sessions/tokens/session-token';
import { afterEach, describe, expect, it } from 'vitest';
import { RestClient, ada } from '../rest-client.ts';
import { directoryForTest, startProcess } from '../server-process.ts';

/** The last migration of version 0.1.0. */
const lastOfPreviousVersion = '20261126160000_page_files';

const [program, browser] = [createSessionToken(), createSessionToken()];

let remove: () => Promise<void> = async () => {};
afterEach(() => remove());

/** Creates a database as version 0.1.0 wrote it: an account that is signed in with a program and a browser. */
async function fillPreviousVersion(location: DatabaseLocation): Promise<void> {
  const folder = directoryForTest();
  await cp(migrations, folder, { recursive: true });
  const later = (await readdir(folder)).filter((name) => /^\d/.test(name) && name > lastOfPreviousVersion);
  await Promise.all(later.map((name) => rm(join(folder, name), { recursive: true })));
  const { pool, close } = await openBarePool(async () => ({ location, remove: async () => {} }));
  await migrateOn(pool, folder);
  await pool.query(
    `WITH account AS (
       INSERT INTO users (email, password_hash, created_at, language) VALUES ($1, $2, now() - interval '2 days', 'en') RETURNING id
     ), program AS (
       INSERT INTO devices (user_id, program, name, created_at) SELECT id, 'backup', 'Nightly backup', now() FROM account RETURNING id
     ), browser AS (
       INSERT INTO devices (user_id, token_hash, name, created_at) SELECT id, 'a', 'My laptop', now() FROM account RETURNING id
     )
     INSERT INTO sessions (user_id, device_id, token_hash, user_agent, address, information, stays_signed_in, created_at,
       last_used_at, active_days, expires_at)
     SELECT account.id, program.id, decode($3, 'hex'), 'backup/2.1', '192.0.2.7', 'Nightly backup', TRUE, now() - interval '1 day',
       now() - interval '1 hour', 1, now() + interval '20 days' FROM account, program
     UNION ALL
     SELECT account.id, browser.id, decode($4, 'hex'), 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
       '192.0.2.8', NULL, FALSE, now() - interval '1 day', now() - interval '2 hours', 1, now() + interval '20 hours'
     FROM account, browser`,
    [ada.email, await argon2idHasher().hash(ada.password), hashSessionToken(program), hashSessionToken(browser)],
  );
  await close();
}

describe.each(kindsWithoutTables)('the data of version 0.1.0, on %s,', (_kind, makePlace) => {
  it('opens: sessions stay signed in, passwords open the account, and a session of then is ended', async () => {
    const place = await makePlace();
    ({ remove } = place);
    await fillPreviousVersion(place.location);
    const { location } = place;
    const settings = 'url' in location ? { DATABASE_URL: location.url } : { DATA_DIR: location.dataDir };
    const server = startProcess({ ...settings, RATE_LIMITS: 'off' }, { isFirstStart: true });
    const client = new RestClient(await server.ready);

    const listed = await (await client.ask('v1/user/myself/session', program)).text();
    expect(listed).toContain('Nightly backup');
    expect(listed).toContain('Firefox - 128');
    const { status, token } = await client.signIn();
    expect(status).toBe(200);
    const [, id] = /"id":(\d+),"information":"[^"]*Firefox/.exec(listed) ?? [];
    expect((await client.ask(`v1/user/myself/session/${id}`, token, 'DELETE')).status).toBe(200);
    expect((await client.ask('v1/user/myself', browser)).status).toBe(401);
    expect((await client.ask('v1/user/myself', program)).status).toBe(200);
    server.child.kill('SIGKILL');
    await server.ended;
  });
});
