// Makes a version of the changesets: raises all packages, and moves the sentences to CHANGELOG.md. Commits nothing.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isChangeset, sentenceOf, withVersion } from '../lint/changesets.mjs';
import { readText, repositoryFiles, root } from '../lint/repository.mjs';

const changesets = repositoryFiles().filter(isChangeset);
if (changesets.length === 0) throw new Error('There is no changeset, so there is nothing to release.');
const sentences = changesets.map((path) => sentenceOf(readText(path)));

// Raises the packages that the changesets name, with those of the same group, and removes the changesets.
execFileSync(join(root, 'node_modules/.bin/changeset'), ['version'], { cwd: root, stdio: 'inherit' });

const [, version = ''] = /"version": "(.+)"/.exec(readText('apps/server/package.json')) ?? [];
const manifest = readText('package.json').replace(/"version": ".+"/, `"version": "${version}"`);
writeFileSync(join(root, 'package.json'), manifest);
writeFileSync(join(root, 'CHANGELOG.md'), withVersion(readText('CHANGELOG.md'), version, sentences));
console.log(
  `Version ${version}. Read CHANGELOG.md, commit, then: git tag --annotate v${version} --message v${version}`,
);
