// Whether the build is current, without pnpm, turbo or the network.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Folders that no build reads, or that builds write. */
const skippedFolders = new Set(
  'node_modules dist generated test e2e soak world testing test-results playwright-report bench mutation docs deploy'.split(
    ' ',
  ),
);

/** Files at the root that a build reads. */
const rootFiles = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'prisma.config.ts',
  'tsconfig.base.json',
  'turbo.json',
];

/** @param {string} root */
const stampOf = (root) => join(root, 'node_modules', '.latchkey-build');

/**
 * Whether the last stamped build is of the present sources, and its files have not changed since.
 * @param {string} root
 */
export function isBuildCurrent(root) {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/**
 * Records that a build is complete. Takes the hash of the sources before the build, so that a change during the build
 * makes the next start build again.
 * @param {string} root
 * @param {string} sources the result of `sourcesOf` before the build
 */
export function stampBuild(root, sources) {
  writeFileSync(stampOf(root), `${sources}\n${outputsOf(root)}`);
}

/** @param {string} root */
const fingerprint = (root) => `${sourcesOf(root)}\n${outputsOf(root)}`;

/**
 * A hash of the path and content of every source file. Times are left out, because a checkout changes them.
 * @param {string} root
 */
export function sourcesOf(root) {
  const files = ['apps', 'packages', 'prisma'].flatMap((folder) => filesIn(join(root, folder), skippedFolders));
  const hash = createHash('sha256');
  for (const file of [...rootFiles.map((name) => join(root, name)), ...files]) {
    if (!existsSync(file) || file.endsWith('.test.ts')) continue;
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** A hash of the path, size and time of every built file, which a build by hand changes. @param {string} root */
function outputsOf(root) {
  const hash = createHash('sha256');
  for (const kind of ['apps', 'packages']) {
    for (const name of readdirSync(join(root, kind)).toSorted()) {
      for (const file of filesIn(join(root, kind, name, 'dist'), new Set())) {
        const { size, mtimeMs } = statSync(file);
        hash.update(`${relative(root, file)}\0${size}\0${mtimeMs}\0`);
      }
    }
  }
  return hash.digest('hex');
}

/** @param {string} folder @param {ReadonlySet<string>} skipped @returns {string[]} */
function filesIn(folder, skipped) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.name.startsWith('.') || skipped.has(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path, skipped) : [path];
    });
}
