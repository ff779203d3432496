import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

export const root = fileURLToPath(new URL('../../../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'latchkey-integration-'));
// Not after each test: whoever writes there may be about to end.
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A folder of a test's own, elsewhere than the repository. */
export const ownDirectory = (): string => mkdtempSync(join(home, 'test-'));

/** Lets packages be found in a folder, from their places in the repository, as an installation would. */
export function install(directory: string, packages: Readonly<Record<string, string>>): void {
  for (const [name, place] of Object.entries(packages)) {
    const link = join(directory, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, place), link, 'dir');
  }
}
