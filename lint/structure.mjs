// Folders of product code have 2 to 15 source files beside each other, and a file at most 300 lines. An example has fewer than 60.
import { dirname } from 'node:path/posix';
import { isMain, isProductCode, readText, report, repositoryFiles } from './repository.mjs';

const maxFiles = 15;
const minFiles = 2;
const maxLines = 300;
const maxExampleLines = 59;

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

/** The lines of a program that are neither empty nor a comment alone. @param {string} text */
export const codeLines = (text) =>
  text
    .replaceAll(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '')
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/.*)?$/.test(line)).length;

/**
 * Examples with too much code: all their programs and components together, as a reader has to understand them.
 *
 * @param {Map<string, string>} texts The text of each file, by path.
 */
export function exampleFaults(texts) {
  /** @type {Map<string, number>} */
  const examples = new Map();
  for (const [path, text] of texts) {
    const [example] = /^examples\/[^/]+(?=\/.*\.(?:js|jsx|mjs|ts|tsx)$)/.exec(path) ?? [];
    if (example !== undefined) examples.set(example, (examples.get(example) ?? 0) + codeLines(text));
  }
  return Array.from(examples)
    .filter(([, count]) => count > maxExampleLines)
    .map(([example, count]) => `${example}: ${count} lines of code, at most ${maxExampleLines}`);
}

function check() {
  const all = repositoryFiles();
  const lines = all
    .filter(isProductCode)
    .map((path) => /** @type {const} */ ([path, readText(path).trimEnd().split('\n').length]));
  const examples = all
    .filter((path) => path.startsWith('examples/'))
    .map((path) => /** @type {const} */ ([path, readText(path)]));
  report('structure', [...structureFaults(new Map(lines)), ...exampleFaults(new Map(examples))]);
}

if (isMain(import.meta.url)) check();
