import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packAll } from '../../../../.changeset/pack.mjs';

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));

/** The manifest of an example. */
function manifestOf(name: string): { readonly dependencies: Readonly<Record<string, string>> } {
  return JSON.parse(readFileSync(join(examples, name, 'package.json'), 'utf8'));
}

/** The dependencies of all examples, with their versions. */
export function exampleDependencies(): Readonly<Record<string, string>> {
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(folders.flatMap(({ name }) => Object.entries(manifestOf(name).dependencies)));
}

/**
 * The paths of the packed packages, in a folder that Playwright empties before each run. They are packed once for all workers,
 * because that takes as long as several tests.
 */
export async function packOnce(outputFolder: string): Promise<string[]> {
  const [folder, list] = [join(outputFolder, 'tarballs'), join(outputFolder, 'tarballs', 'all.json')];
  mkdirSync(outputFolder, { recursive: true });
  try {
    mkdirSync(folder);
  } catch {
    return await waitForTarballs(list);
  }
  try {
    writeFileSync(list, JSON.stringify(packAll(folder)));
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  return waitForTarballs(list);
}

async function waitForTarballs(list: string): Promise<string[]> {
  try {
    return JSON.parse(readFileSync(list, 'utf8'));
  } catch {
    await setTimeout(200);
    return waitForTarballs(list);
  }
}

/** A new folder, which is removed at the end of the block. */
export function newFolder() {
  const parent = mkdtempSync(join(tmpdir(), 'latchkey-example-'));
  // npm gives the package the name of the folder.
  const folder = join(parent, 'application');
  mkdirSync(folder);
  return { folder, [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }) };
}

/**
 * Copies an example into a folder, and installs there what its manifest names and no more: Latchkey's packages from their
 * tarballs, and not from the workspace.
 */
export async function installExample(name: string, folder: string, tarballs: readonly string[]): Promise<void> {
  const isCopied = (path: string) => !['node_modules', '.next'].includes(basename(path));
  cpSync(join(examples, name), folder, { recursive: true, filter: isCopied });
  const dependencies = Object.entries(manifestOf(name).dependencies).map(([dependency, version]) => {
    const tarball = tarballs.find((path) =>
      basename(path).startsWith(`${dependency.replace('@latchkey/', 'latchkey-')}-`),
    );
    return [dependency, tarball === undefined ? version : `file:${tarball}`];
  });
  const manifest = { name, type: 'module', dependencies: Object.fromEntries(dependencies) };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  await promisify(execFile)('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
}
