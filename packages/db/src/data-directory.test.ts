import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectoryInUse, lockDataDirectory } from './data-directory-lock.ts';
import { openDatabase } from './database.ts';
import { type Place, migrations, temporaryDirectory } from './testing/place.ts';
import { type SecondProcess, secondProcess } from './testing/second-process.ts';

let place: Place<{ dataDir: string }>;
let processes: SecondProcess[];

beforeEach(async () => {
  place = await temporaryDirectory();
  processes = [];
});
afterEach(async () => {
  await Promise.all(processes.map((process) => process.kill()));
  await place.remove();
});

function run(script: string): SecondProcess {
  const process = secondProcess(place.location.dataDir, script);
  processes.push(process);
  return process;
}

const writer = `
  const database = await openDatabase({ dataDir, migrations });
  for (let count = 1; ; count += 1) {
    await database.users.create({ email: count + '@example.org', passwordHash: 'hash', createdAt: new Date(), language: 'en' });
    tell(count);
  }`;

test('refuses a second process, takes over from a killed one, and has every row that it acknowledged', async () => {
  const { dataDir } = place.location;
  const first = run(writer);
  expect(await first.line()).toBe('1');

  const refused = openDatabase({ dataDir, migrations });
  await expect(refused).rejects.toThrow(DataDirectoryInUse);
  await expect(refused).rejects.toThrow(`${dataDir} is in use by another process (pid ${first.process.pid})`);

  for (let count = 2; count <= 50; count += 1) expect(await first.line()).toBe(`${count}`);
  await first.kill();

  const database = await openDatabase({ dataDir, migrations });
  expect(await database.users.findByEmail('1@example.org')).not.toBeNull();
  expect(await database.users.findByEmail('50@example.org')).not.toBeNull();
  await database.close();

  const again = await openDatabase({ dataDir, migrations });
  expect(await again.users.findByEmail('50@example.org')).not.toBeNull();
  await again.close();
});

test('begins again where the first start was killed halfway', async () => {
  const { dataDir } = place.location;
  const unfinished = join(dataDir, 'postgres.new');
  await mkdir(unfinished);
  await writeFile(join(unfinished, 'PG_VERSION'), '18\n');
  const database = await openDatabase({ dataDir, migrations });
  expect(await database.users.findByEmail('nobody@example.org')).toBeNull();
  await database.close();
  expect(await readdir(dataDir)).toEqual(['lock', 'postgres']);
});

test('of many that find the leavings of a dead process at the same moment, no two have the directory', async () => {
  const { dataDir } = place.location;
  await mkdir(join(dataDir, 'lock'));
  for (let round = 0; round < 10; round += 1) {
    await writeFile(join(dataDir, 'lock', `${process.pid}-${round}`), '');
    let holders = 0;
    const tries = Array.from({ length: 6 }, async () => {
      const release = await lockDataDirectory(dataDir);
      holders += 1;
      expect(holders).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      holders -= 1;
      await release();
    });
    for (const { status, ...outcome } of await Promise.allSettled(tries)) {
      if (status === 'rejected') expect('reason' in outcome && outcome.reason).toBeInstanceOf(DataDirectoryInUse);
    }
  }
  await expect(lockDataDirectory(dataDir)).resolves.toBeTypeOf('function');
});

test('a process that leaves nothing but its pid to another does not keep the directory', async () => {
  const { dataDir } = place.location;
  await mkdir(join(dataDir, 'lock'));
  await writeFile(join(dataDir, 'lock', `${process.ppid}-reused00`), '');
  const release = await lockDataDirectory(dataDir);
  expect((await readdir(join(dataDir, 'lock'))).every((name) => name.startsWith(`${process.pid}-`))).toBe(true);
  await release();
  expect(await readdir(join(dataDir, 'lock'))).toEqual([]);
});
