import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectoryInUse } from '@latchkey/embedded-postgres/data-directory-lock';
import { openTestDatabase } from '../testing/test-database.ts';
import { type Place, migrations, temporaryDirectory } from '../testing/place.ts';
import { type SecondProcess, secondProcess } from '../testing/second-process.ts';

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
  const database = await openTestDatabase({ dataDir, migrations });
  for (let count = 1; ; count += 1) {
    await database.users.create({ email: count + '@example.org', passwordHash: 'hash', createdAt: new Date(), language: 'en' });
    tell(count);
  }`;

test('refuses a second process, takes over from a killed one, and has every row that it acknowledged', async () => {
  const { dataDir } = place.location;
  const first = run(writer);
  expect(await first.line()).toBe('1');

  const refused = openTestDatabase({ dataDir, migrations });
  await expect(refused).rejects.toThrow(DataDirectoryInUse);
  await expect(refused).rejects.toThrow(`${dataDir} is in use by another process (pid ${first.process.pid})`);

  for (let count = 2; count <= 50; count += 1) expect(await first.line()).toBe(`${count}`);
  await first.kill();

  const database = await openTestDatabase({ dataDir, migrations });
  expect(await database.users.findByEmail('1@example.org')).not.toBeNull();
  expect(await database.users.findByEmail('50@example.org')).not.toBeNull();
  await database.close();

  const again = await openTestDatabase({ dataDir, migrations });
  expect(await again.users.findByEmail('50@example.org')).not.toBeNull();
  await again.close();
});

test('begins again where the first start was killed halfway', async () => {
  const { dataDir } = place.location;
  const unfinished = join(dataDir, 'postgres.new');
  await mkdir(unfinished);
  await writeFile(join(unfinished, 'PG_VERSION'), '18\n');
  const database = await openTestDatabase({ dataDir, migrations });
  expect(await database.users.findByEmail('nobody@example.org')).toBeNull();
  await database.close();
  expect(await readdir(dataDir)).toEqual(['lock', 'postgres']);
});
