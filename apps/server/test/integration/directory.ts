import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

export const root = fileURLToPath(new URL('../../../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'latchkey-integration-'));
// Not after each test, because a program of the test may still write there.
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Creates a directory outside the repository. */
export const ownDirectory = (): string => mkdtempSync(join(home, 'test-'));

/** Links packages of the repository into the node_modules of a directory. */
export function install(directory: string, packages: Readonly<Record<string, string>>): void {
  for (const [name, path] of Object.entries(packages)) {
    const link = join(directory, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, path), link, 'dir');
  }
}
