import { chmod, chown, cp, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedPostgres } from './embedded-postgres.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';
import { DataDirectoryError, prepareDataDirectory } from './data-directory.ts';

let dataDir: string;
let remove: () => Promise<void>;
/** A database as it is made, for tests that copy one. */
let made: Awaited<ReturnType<typeof temporaryDirectory>>;
let cluster: string;

beforeAll(async () => {
  made = await temporaryDirectory();
  cluster = join(made.dataDir, 'postgres');
  const { close } = await openEmbeddedPostgres(made.dataDir);
  await close();
});
afterAll(() => made.remove());

beforeEach(async () => {
  ({ dataDir, remove } = await temporaryDirectory());
});
afterEach(() => remove());

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

/** The files and folders under a directory, itself included, that other users could read or list. */
async function openToOthers(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const paths = [directory, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  const modes = await Promise.all(paths.map(async (path) => ({ path, mode: await modeOf(path) })));
  return modes.flatMap(({ path, mode }) => ((mode & 0o077) === 0 || path.endsWith('.sock') ? [] : [path]));
}

async function use(sql: string): Promise<void> {
  const { settings, close } = await openEmbeddedPostgres(dataDir);
  const client = new pg.Client(settings);
  await client.connect();
  await client.query(sql);
  expect(await openToOthers(dataDir)).toEqual([]);
  await client.end();
  await close();
}

/** Windows has no such modes. */
describe.runIf(process.platform !== 'win32')('the data directory', () => {
  test('is closed to other users with all that a new database has and makes, though it was there with mode 0755', async () => {
    expect(await openToOthers(cluster)).toEqual([]);
    await cp(cluster, join(dataDir, 'postgres'), { recursive: true });
    await chmod(dataDir, 0o755);
    await use('CREATE TABLE notes AS SELECT 1');
    expect(await modeOf(dataDir)).toBe(0o700);
    expect(await modeOf(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(0o600);
  });

  test('is closed to other users with a database of an earlier version in it', async () => {
    await cp(cluster, join(dataDir, 'postgres'), { recursive: true });
    for (const entry of await readdir(dataDir, { withFileTypes: true, recursive: true })) {
      await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o666);
    }
    await chmod(dataDir, 0o755);
    await use('SELECT 1');
    expect(await modeOf(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(0o600);
  });

  test('is refused, and left as it is, where it holds other files and is open to other users', async () => {
    await writeFile(join(dataDir, 'report.txt'), '');
    await chmod(dataDir, 0o755);
    await expect(openEmbeddedPostgres(dataDir)).rejects.toThrow(/holds other files \(report\.txt\) and is open/);
    expect([await modeOf(dataDir), await readdir(dataDir)]).toEqual([0o755, ['report.txt']]);
    await chmod(dataDir, 0o700);
    await expect(prepareDataDirectory(dataDir, { mustExist: false })).resolves.toBe(join(dataDir, 'postgres'));
  });

  test.runIf(process.geteuid?.() === 0)('is refused where it belongs to another user', async () => {
    await chown(dataDir, 65_534, 65_534);
    await expect(openEmbeddedPostgres(dataDir)).rejects.toThrow(/belongs to another user \(uid 65534\)/);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('is refused where it cannot be made, at once', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    const impossible = [file, join(file, 'below'), ...(process.platform === 'linux' ? ['/proc/latchkey/data'] : [])];
    for (const path of impossible) {
      await expect(prepareDataDirectory(path, { mustExist: false })).rejects.toThrow(DataDirectoryError);
    }
  });

  test('is made with its parents', async () => {
    const deep = join(dataDir, 'a', 'b');
    await prepareDataDirectory(deep, { mustExist: false });
    expect(await modeOf(deep)).toBe(0o700);
  });

  test('is ignored by git if it was created, and left without a .gitignore if it was there', async () => {
    await prepareDataDirectory(join(dataDir, 'new'), { mustExist: false });
    expect(await readFile(join(dataDir, 'new', '.gitignore'), 'utf8')).toBe('*\n');
    await prepareDataDirectory(dataDir, { mustExist: false });
    expect(await readdir(dataDir)).toEqual(['new']);
  });
});

test('no database is made where one must exist: not in an empty directory, nor at a path that is none', async () => {
  for (const path of [dataDir, join(dataDir, 'mistyped')]) {
    await expect(openEmbeddedPostgres(path, { mustExist: true })).rejects.toThrow(DataDirectoryError);
    await expect(openEmbeddedPostgres(path, { mustExist: true })).rejects.toThrow(`no database in ${path}`);
  }
  expect(await readdir(dataDir)).toEqual([]);
  // What a start that was killed halfway leaves is no database either.
  await mkdir(join(dataDir, 'postgres.new'));
  await expect(openEmbeddedPostgres(dataDir, { mustExist: true })).rejects.toThrow('no database');
});
