// Folders of product code have 2 to 15 source files beside each other, and a file at most 300 lines.
import { dirname } from 'node:path/posix';
import { isMain, isProductCode, readText, report, repositoryFiles } from './repository.mjs';

const maxFiles = 15;
const minFiles = 2;
const maxLines = 300;

/** Longer files, with the reason: none of them is read from top to bottom. */
const longFiles = [
  { path: /^packages\/react\/src\/i18n\/messages\/\w\w\.ts$/, reason: 'all messages of one language' },
];

/** Folders with one file, with the reason. */
const smallFolders = [
  { path: /^(?:apps|packages)\/[^/]+\/src$/, reason: 'the root of a package that is one file' },
  { path: /^apps\/web\/public\//, reason: 'a path of the page’s address space' },
];

/** @param {{ path: RegExp }[]} list @param {string} path */
const isListed = (list, path) => list.some((entry) => entry.path.test(path));

/**
 * Folders with too many or too few source files, and files that are too long.
 *
 * @param {Map<string, number>} lines How many lines each file of product code has, by path.
 */
export function structureFaults(lines) {
  /** @type {Map<string, number>} */
  const folders = new Map();
  for (const path of lines.keys()) folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1);
  return [
    ...Array.from(folders)
      .filter(([, count]) => count > maxFiles)
      .map(([folder, count]) => `${folder}: ${count} source files beside each other, at most ${maxFiles}`),
    ...Array.from(folders)
      .filter(([folder, count]) => count < minFiles && !isListed(smallFolders, folder))
      .map(([folder]) => `${folder}: a folder for one file; move the file up or its relatives in`),
    ...Array.from(lines)
      .filter(([path, count]) => count > maxLines && !isListed(longFiles, path))
      .map(([path, count]) => `${path}: ${count} lines, at most ${maxLines}`),
  ];
}

function check() {
  const paths = repositoryFiles().filter(isProductCode);
  report(
    'structure',
    structureFaults(new Map(paths.map((path) => [path, readText(path).trimEnd().split('\n').length]))),
  );
}

if (isMain(import.meta.url)) check();
