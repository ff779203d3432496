import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@latchkey/testing/port';
import { waitFor } from '@latchkey/testing/wait-for';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../testing/test-database.ts';
import { hasServer, migrations, temporaryServerDatabase } from '../testing/place.ts';
import { later, cutoff, passwordHash, second, sessionOf, start } from '../testing/sample.ts';

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'].find((path) =>
  existsSync(path),
);
if (!program) console.log('Skipped: there is no PgBouncer on this machine to try poolers with.');

describe.runIf(hasServer && program)('behind a PgBouncer', () => {
  let direct: URL;
  let server: pg.Client;
  let undo: (() => Promise<unknown>)[];

  beforeEach(async () => {
    const { location, remove } = await temporaryServerDatabase();
    direct = new URL(location.url);
    direct.searchParams.delete('schema');
    server = new pg.Client(direct.href);
    await server.connect();
    undo = [remove, () => server.end()];
    await server.query(`ALTER DATABASE ${server.database} SET TimeZone TO 'Asia/Tokyo'`);
  });
  afterEach(async () => {
    for (const step of undo.toReversed()) await step();
  });

  /** A real PgBouncer in front of the test's database, which ignores what clients ask for at their start. */
  async function startPooler(mode: 'session' | 'transaction'): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-pooler-'));
    await chmod(directory, 0o755);
    undo.push(() => rm(directory, { recursive: true }));
    const port = await freePort();
    const user = decodeURIComponent(direct.username);
    const password = direct.password === '' ? '' : ` password=${decodeURIComponent(direct.password)}`;
    const lines = [
      '[databases]',
      `* = host=${direct.hostname} port=${direct.port || '5432'} user=${user}${password}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = any',
      `pool_mode = ${mode}`,
      'ignore_startup_parameters = extra_float_digits,options',
    ];
    await writeFile(join(directory, 'pgbouncer.ini'), lines.join('\n'));
    // It refuses to run as root.
    const as = process.geteuid?.() === 0 ? ['-u', 'nobody'] : [];
    const child: ChildProcess = spawn(program ?? '', [...as, join(directory, 'pgbouncer.ini')], { stdio: 'ignore' });
    undo.push(async () => {
      const ended = once(child, 'exit');
      if (child.kill('SIGKILL')) await ended;
    });
    const pooled = new URL(direct);
    pooled.host = `127.0.0.1:${port}`;
    await waitFor(
      async () => {
        const client = new pg.Client(pooled.href);
        await client.connect();
        await client.end();
      },
      { timeout: 20_000 },
    );
    return pooled.href;
  }

  test('in session mode all goes well, though it ignores options of the start and the server is not in UTC', async () => {
    const database = await openTestDatabase({ url: await startPooler('session'), migrations });
    undo.push(() => database.close());
    const user = await database.users.create({
      email: 'a@example.org',
      passwordHash,
      createdAt: start,
      language: 'en',
    });
    if (!user) throw new Error('The address should be free');
    const session = sessionOf(user);
    await database.sessions.begin(session, { perUser: 1, cutoff: cutoff(session.createdAt) }, []);
    const [listed] = await database.sessions.listLive(user.id, cutoff(later(second)));
    expect(listed?.createdAt).toEqual(session.createdAt);
  });

  test('in transaction mode, where it loses what a connection needs, it is refused, and leaves no lock or setting', async () => {
    const url = await startPooler('transaction');
    await expect(openTestDatabase({ url, migrations })).rejects.toThrow(
      /^It leads through a pooler in transaction mode, which loses prepared statements/,
    );
    const { rows } = await server.query(`SELECT count(*)::int AS locks FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    expect(rows).toEqual([{ locks: 0 }]);
    const neighbour = new pg.Client(url);
    await neighbour.connect();
    expect((await neighbour.query('SHOW search_path')).rows).toEqual([{ search_path: '"$user", public' }]);
    await neighbour.end();
  });
});
