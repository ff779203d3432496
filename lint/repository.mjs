// What every check of this folder needs: the files of the repository, and one way to report what is wrong with them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Folders that .gitignore names, for a copy of the sources without git. */
const generated = new Set(['.git', '.turbo', 'dist', 'generated', 'node_modules', 'results', 'test-results']);

/**
 * Paths of the files that git tracks or would track, relative to the root, with slashes. Without git, or in a copy of the
 * sources that has no repository, all files outside the generated folders.
 */
export function repositoryFiles() {
  return (trackedFiles() ?? filesBeneath('')).filter((path) => existsSync(join(root, path))).toSorted();
}

function trackedFiles() {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  // The checkout may belong to another user, whom git would refuse.
  const { status, stdout } = spawnSync('git', ['-c', 'safe.directory=*', ...list], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  return status === 0 ? [...new Set(stdout.split('\0'))].filter((path) => path !== '') : null;
}

/** @param {string} folder @returns {string[]} */
function filesBeneath(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : filesBeneath(path);
    return entry.isFile() ? [path] : [];
  });
}

/** @param {string} path */
export const readText = (path) => readFileSync(join(root, path), 'utf8');

/** Whether a file exists for tests alone. @param {string} path */
const isTest = (path) => /\.(?:test|spec)\.[a-z]+$/.test(path) || /(?:^|\/)(?:test|testing|e2e|soak)\//.test(path);

/** Whether a file is code of Latchkey itself: neither a test, nor a tool, nor a measurement. @param {string} path */
export const isProductCode = (path) =>
  /^(?:apps|packages)\/[^/]+\/(?:src|public)\/.*\.(?:ts|tsx|js|mjs|css)$/.test(path) && !isTest(path);

/**
 * Prints the faults, and ends the process with 1 where there are any.
 *
 * @param {string} check What was checked, for the line that says that all is well.
 * @param {string[]} faults One line each.
 */
export function report(check, faults) {
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) return console.log(`${check}: no faults`);
  console.error(`${check}: ${faults.length} faults`);
  process.exitCode = 1;
}

/** Whether a module is the one that node was started with. @param {string} url Its `import.meta.url`. */
export const isMain = (url) => process.argv[1] === fileURLToPath(url);
