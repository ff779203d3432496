import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pack } from '../../../../.changeset/pack.mjs';

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));

/**
 * Copies an example into a new folder, and installs there what it depends on: `@latchkey/node` from its tarball, and not from
 * the workspace. The folder is removed at the end of the block.
 */
export async function installExample(name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-example-'));
  cpSync(join(examples, name), folder, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  const file = join(folder, 'package.json');
  const { type, dependencies }: { type: string; dependencies: Record<string, string> } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const installed = { ...dependencies, '@latchkey/node': `file:${pack('packages/node', folder)}` };
  writeFileSync(file, JSON.stringify({ name, type, dependencies: installed }));
  const options = ['--prefer-offline', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', ['install', ...options], { cwd: folder });
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
