// A changeset raises the version of all packages together, and says in one sentence what changes for a user.
import { isMain, readText, report, repositoryFiles } from './repository.mjs';

/** Whether a path is a changeset. @param {string} path */
export const isChangeset = (path) => /^\.changeset\/(?!README\.md$)[^/]+\.md$/.test(path);

/** The sentence of a changeset: all behind its front matter, on one line. @param {string} text */
export const sentenceOf = (text) =>
  text
    .replace(/^---\n.*?\n---\n/s, '')
    .trim()
    .replaceAll(/\s+/g, ' ');

/**
 * What is wrong with a changeset.
 *
 * @param {string} path
 * @param {string} text
 */
export function changesetFaults(path, text) {
  const faults = [];
  if (!/^---\n(?:(['"])(?:latchkey|@latchkey\/[\w-]+)\1: (?:major|minor|patch)\n)+---\n/.test(text)) {
    faults.push(`${path}: does not begin with a package and major, minor or patch between lines of ---`);
  }
  if (!/^\p{Lu}[^\n]{0,300}\.$/u.test(sentenceOf(text)) || /\.\s+\p{Lu}/u.test(sentenceOf(text))) {
    faults.push(`${path}: is not one sentence, with a capital letter at its begin and a full stop at its end`);
  }
  return faults;
}

/**
 * The changelog with a new version above the others.
 *
 * @param {string} changelog
 * @param {string} version
 * @param {string[]} sentences
 */
export function withVersion(changelog, version, sentences) {
  const section = `## ${version}\n\n${sentences.map((sentence) => `- ${sentence}\n`).join('')}`;
  return changelog.replace(/(?=^## )/m, () => `${section}\n`);
}

if (isMain(import.meta.url)) {
  const paths = repositoryFiles().filter(isChangeset);
  report(
    'changesets',
    paths.flatMap((path) => changesetFaults(path, readText(path))),
  );
}
