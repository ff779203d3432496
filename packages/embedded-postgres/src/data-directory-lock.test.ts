import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectoryInUse, lockDataDirectory } from './data-directory-lock.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

let dataDir: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ dataDir, remove } = await temporaryDirectory());
});
afterEach(() => remove());

test('of many that find the leavings of a dead process at the same moment, no two have the directory', async () => {
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
  await mkdir(join(dataDir, 'lock'));
  await writeFile(join(dataDir, 'lock', `${process.ppid}-reused00`), '');
  const release = await lockDataDirectory(dataDir);
  expect((await readdir(join(dataDir, 'lock'))).every((name) => name.startsWith(`${process.pid}-`))).toBe(true);
  await release();
  expect(await readdir(join(dataDir, 'lock'))).toEqual([]);
});
