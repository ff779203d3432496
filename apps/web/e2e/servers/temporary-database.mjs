// A database for one server of the browser tests: a folder of an embedded PostgreSQL, or a database on a server.
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const db = new URL('../../../../packages/db/', import.meta.url);
const { openEmbeddedPostgres } = await import(new URL('../embedded-postgres/dist/embedded-postgres.js', db).href);
const { openDatabase } = await import(new URL('dist/database.js', db).href);
const pg = createRequire(new URL('package.json', db))('pg');

/** @typedef {(sql: string, values?: unknown[]) => Promise<unknown>} Query */

/**
 * @typedef {object} TemporaryDatabase
 * @property {{ url: string } | { dataDir: string }} location
 * @property {Record<string, string>} settings the environment of a server that uses it
 * @property {(work: (query: Query) => Promise<void>) => Promise<void>} write runs statements while no server has it open
 * @property {() => Promise<void>} remove
 */

/** On the server of `E2E_DATABASE_URL`, if it is set. @returns {Promise<TemporaryDatabase>} */
export async function temporaryDatabase() {
  const { E2E_DATABASE_URL: server } = process.env;
  return server ? onServer(server) : inFolder();
}

const migrations = fileURLToPath(new URL('../../prisma/migrations', db));

/** An embedded database without accounts. Creating one takes seconds of a whole core, copying one does not. */
const template = join(
  fileURLToPath(new URL('../../node_modules/.databases-for-tests', import.meta.url)),
  readdirSync(migrations).toSorted().at(-2) ?? '',
);

/** A folder with a new embedded database, which the caller removes. @returns {Promise<string>} */
export async function newDataDir() {
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
  if (existsSync(template)) {
    cpSync(template, dataDir, { recursive: true });
    return dataDir;
  }
  const database = await openDatabase({ dataDir, migrations });
  await database.close();
  // Renamed when it is complete, because tests run at the same time.
  mkdirSync(dirname(template), { recursive: true });
  const complete = mkdtempSync(`${template}-`);
  cpSync(dataDir, complete, { recursive: true });
  if (existsSync(template)) rmSync(complete, { recursive: true });
  else renameSync(complete, template);
  return dataDir;
}

/** @returns {Promise<TemporaryDatabase>} */
async function inFolder() {
  const dataDir = await newDataDir();
  return {
    location: { dataDir },
    settings: { DATA_DIR: dataDir },
    async write(work) {
      const embedded = await openEmbeddedPostgres(dataDir);
      await connected(embedded.settings, work);
      await embedded.close();
    },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** @param {string} server @returns {Promise<TemporaryDatabase>} */
async function onServer(server) {
  const name = `latchkey_e2e_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  // So that `write` finds the tables with a plain client too.
  url.searchParams.set('schema', 'public');
  /** @param {string} sql */
  const administer = (sql) => connected({ connectionString: server }, async (query) => void (await query(sql)));
  await administer(`CREATE DATABASE ${name}`);
  return {
    location: { url: url.href },
    settings: { DATABASE_URL: url.href },
    write: (work) => connected({ connectionString: url.href }, work),
    remove: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** @param {object} settings @param {(query: Query) => Promise<void>} work */
async function connected(settings, work) {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    await work((sql, values) => client.query(sql, values));
  } finally {
    await client.end();
  }
}
