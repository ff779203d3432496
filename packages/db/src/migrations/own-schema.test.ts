import { waitFor } from '@latchkey/testing/wait-for';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, openTestDatabase } from '../testing/test-database.ts';
import { NotifyChannel } from '../instances/notify-channel.ts';
import { postgresSettings, schemaNamedIn } from '../connection/postgres-settings.ts';
import { hasServer, migrations, temporaryServerDatabase } from '../testing/place.ts';
import { later, cutoff, passwordHash, second, sessionOf, start } from '../testing/sample.ts';

const email = 'ada@example.org';

describe.runIf(hasServer)('a database on a server', () => {
  let url: string;
  let administrator: pg.Client;
  let undo: (() => Promise<void>)[];

  beforeEach(async () => {
    const { location, remove } = await temporaryServerDatabase();
    url = location.url.replace('?schema=public', '');
    administrator = new pg.Client(url);
    await administrator.connect();
    undo = [remove, () => administrator.end()];
  });
  afterEach(async () => {
    for (const step of undo.toReversed()) await step();
  });

  async function open(at = url, mustExist = false): Promise<TestDatabase> {
    const database = await openTestDatabase({ url: at, migrations, mustExist });
    undo.push(() => database.close());
    return database;
  }

  const signUp = ({ users }: TestDatabase) => users.create({ email, passwordHash, createdAt: start, language: 'en' });
  const at = (schema: string) => `${url}?schema=${schema}`;

  async function schemasWith(table: string): Promise<string[]> {
    const { rows } = await administrator.query<{ schema: string }>(
      'SELECT table_schema AS schema FROM information_schema.tables WHERE table_name = $1 ORDER BY 1',
      [table],
    );
    return rows.map(({ schema }) => schema);
  }

  test('has its tables in a schema of its own, beside those of another application with the same names', async () => {
    await administrator.query(`
      CREATE TABLE users (name TEXT); INSERT INTO users VALUES ('theirs');
      CREATE TABLE _prisma_migrations (migration_name TEXT, checksum TEXT);
      CREATE TYPE session_end_reason AS ENUM ('theirs')`);
    const user = await signUp(await open());
    expect(await schemasWith('users')).toEqual(['latchkey', 'public']);
    expect(await schemasWith('sessions')).toEqual(['latchkey']);
    expect((await administrator.query('SELECT * FROM public.users')).rows).toEqual([{ name: 'theirs' }]);
    expect((await administrator.query('SELECT * FROM public._prisma_migrations')).rows).toEqual([]);
    // The next start finds them there, and so does a command that makes nothing.
    expect((await (await open(url, true)).users.findByEmail(email))?.user).toEqual(user);
  });

  test('is not taken for one of Latchkey by a migration of the same name, or of the same content', async () => {
    await open(at('one'));
    await administrator.query(`
      CREATE TABLE _prisma_migrations (migration_name TEXT, checksum TEXT);
      INSERT INTO _prisma_migrations SELECT migration_name, 'another' FROM one._prisma_migrations;
      INSERT INTO _prisma_migrations SELECT 'another', checksum FROM one._prisma_migrations`);
    await open();
    expect(await schemasWith('sessions')).toEqual(['latchkey', 'one']);
  });

  test('gets its tables in a schema that has types and no tables', async () => {
    await administrator.query('CREATE SCHEMA prepared; CREATE TYPE prepared.pair AS (one INT, other INT)');
    await open(at('prepared'));
    expect(await schemasWith('sessions')).toEqual(['prepared']);
  });

  test('that has its tables in public, as at first, goes on there', async () => {
    const user = await signUp(await open(at('public')));
    expect((await (await open()).users.findByEmail(email))?.user).toEqual(user);
    expect(await schemasWith('users')).toEqual(['public']);
  });

  test('may have several Latchkeys, each in the schema that its URL names', async () => {
    await signUp(await open(at('one')));
    expect(await (await open(at('Two'))).users.findByEmail(email)).toBeNull();
    expect(await (await open()).users.findByEmail(email)).toBeNull();
    expect(await schemasWith('users')).toEqual(['Two', 'latchkey', 'one']);
  });

  test('carries announcements to the instances of one schema alone', async () => {
    const heard = new Map<string, string[]>();
    for (const schema of ['one', 'Two', 'public']) {
      const channel = new NotifyChannel(postgresSettings(url), schema);
      undo.push(() => channel.close());
      const texts: string[] = [];
      heard.set(schema, texts);
      channel.open((text) => texts.push(text));
      await waitFor(() => expect(channel.isConnected).toBe(true));
      await channel.publish(`from ${schema}`);
      await waitFor(() => expect(texts).toContain(`from ${schema}`));
    }
    for (const [schema, texts] of heard) expect(texts).toEqual([`from ${schema}`]);
  });

  test('is refused where something else is in the schema, before anything is written', async () => {
    await administrator.query('CREATE SCHEMA latchkey; CREATE TABLE latchkey.users (name TEXT)');
    await administrator.query('CREATE TABLE orders (id INT)');
    await expect(open()).rejects.toThrow('The schema latchkey has tables of something else (users)');
    await expect(open(at('public'))).rejects.toThrow('The schema public has tables of something else (orders)');
    expect(await schemasWith('_prisma_migrations')).toEqual([]);
    await open(at('free'));
    expect(await schemasWith('_prisma_migrations')).toEqual(['free']);
  });

  test('is not made by a command that must find one', async () => {
    await expect(open(url, true)).rejects.toThrow('There is no Latchkey in the schema latchkey');
    await expect(open(at('mistyped'), true)).rejects.toThrow('There is no Latchkey in the schema mistyped');
    const { rows } = await administrator.query(`SELECT FROM pg_namespace WHERE nspname IN ('latchkey', 'mistyped')`);
    expect(rows).toEqual([]);
  });

  test('keeps its moments where the time zone of the server is another', async () => {
    await administrator.query(`ALTER DATABASE ${administrator.database} SET TimeZone TO 'Asia/Tokyo'`);
    const database = await open();
    const user = await signUp(database);
    if (!user) throw new Error('The address should be free');
    const session = sessionOf(user);
    await database.sessions.begin(session, { perUser: 1, cutoff: cutoff(session.createdAt) }, []);
    const [listed] = await database.sessions.listLive(user.id, cutoff(later(second)));
    expect(listed?.createdAt).toEqual(session.createdAt);
  });
});

test.each(['', 'pg_catalog', 'information_schema', 'a b', 'a"b', '1st', 'a'.repeat(49)])(
  'a schema cannot be called %j',
  (name) => {
    expect(() => schemaNamedIn(`postgresql://127.0.0.1/app?schema=${encodeURIComponent(name)}`)).toThrow(
      /^schema must/,
    );
  },
);

test.each([
  'schema=a&schema=b',
  'Schema=a',
  'schemas=a',
  'currentSchema=a',
  'search_path=a',
  'options=-c%20search_path%3Da',
  'sslmode=disable#schema=a',
])('a schema that is named by %s is not passed over', (query) => {
  expect(() => schemaNamedIn(`postgresql://127.0.0.1/app?${query}`)).toThrow(TypeError);
});

test('parameters of other drivers are no names of a schema', () => {
  const query =
    'schema=a&connection_limit=5&pgbouncer=true&sslmode=require&application_name=x&options=-c%20work_mem%3D8MB';
  expect(schemaNamedIn(`postgresql://127.0.0.1/app?${query}`)).toBe('a');
});
