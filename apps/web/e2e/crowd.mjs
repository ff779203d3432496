// The built server on a database in which somebody has ten thousand sessions, as no door could let them in within a test.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const { openDatabase } = await import(new URL('packages/db/dist/database.js', root).href);
const { openEmbeddedPostgres } = await import(new URL('packages/db/dist/embedded-postgres.js', root).href);
const { argon2idHasher } = await import(new URL('packages/sessions/dist/password-hasher.js', root).href);
const pg = createRequire(new URL('packages/db/package.json', root))('pg');

const { CROWD_EMAIL: email, CROWD_PASSWORD: password = '', CROWD_SIZE: size } = process.env;
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-crowd-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

const database = await openDatabase({ dataDir, migrations: fileURLToPath(new URL('prisma/migrations', root)) });
const passwordHash = await argon2idHasher().hash(password);
const user = await database.users.create({ email, passwordHash, createdAt: new Date() });
await database.close();

const embedded = await openEmbeddedPostgres(dataDir);
const client = new pg.Client(embedded.settings);
await client.connect();
await client.query(
  'INSERT INTO devices (id, user_id, created_at) SELECT number, $1, now() FROM generate_series(1, $2::int) AS number',
  [user.id, size],
);
await client.query("SELECT setval('devices_id_seq', $1)", [size]);
await client.query(
  `INSERT INTO sessions (user_id, device_id, token_hash, user_agent, address, information, stays_signed_in, created_at,
    last_used_at, expires_at)
  SELECT $1, number, sha256(number::text::bytea),
    CASE number % 3
      WHEN 0 THEN 'curl/8.5.0'
      WHEN 1 THEN 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
      ELSE 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
    END,
    '198.51.100.' || number % 250, 'Robot ' || number, true, now() - interval '100 days',
    date_trunc('milliseconds', now() - number * interval '10 minutes'), now() + interval '100 days'
  FROM generate_series(1, $2::int) AS number`,
  [user.id, size],
);
await client.end();
await embedded.close();

Object.assign(process.env, {
  DATA_DIR: dataDir,
  HOST: 'localhost',
  PORT: '0',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'warn',
  SESSION_IDLE: '120d',
  SESSION_ABSOLUTE: '300d',
  SESSIONS_PER_USER: '10000',
});
delete process.env.DATABASE_URL;
await import(new URL('apps/server/dist/main.js', root).href);
