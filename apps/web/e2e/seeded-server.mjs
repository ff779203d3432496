// The built server on a database in which somebody has sessions that no door could let in within a test.
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

/**
 * Makes the account that the environment names, lets `seed` write what is its own, and serves.
 * @param {Record<string, string>} settings
 * @param {(query: (sql: string, values: unknown[]) => Promise<unknown>, userId: number) => Promise<void>} seed
 */
export async function serveSeeded(settings, seed) {
  const { SEED_EMAIL: email, SEED_PASSWORD: password = '' } = process.env;
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-seeded-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

  const database = await openDatabase({ dataDir, migrations: fileURLToPath(new URL('prisma/migrations', root)) });
  const passwordHash = await argon2idHasher().hash(password);
  const user = await database.users.create({ email, passwordHash, createdAt: new Date() });
  await database.close();

  const embedded = await openEmbeddedPostgres(dataDir);
  const client = new pg.Client(embedded.settings);
  await client.connect();
  await seed((sql, values) => client.query(sql, values), user.id);
  await client.end();
  await embedded.close();

  const served = { DATA_DIR: dataDir, HOST: 'localhost', PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' };
  Object.assign(process.env, served, settings);
  delete process.env.DATABASE_URL;
  await import(new URL('apps/server/dist/main.js', root).href);
}
