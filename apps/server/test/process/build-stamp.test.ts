import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isBuildCurrent, sourcesOf, stampBuild } from '../../build-stamp.mjs';

let root: string;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'latchkey-build-'));
  write('node_modules/x/index.js', '');
  write('pnpm-lock.yaml', 'one');
  write('apps/web/src/page.ts', 'one');
  write('apps/web/dist/page.js', 'one');
  write('packages/db/src/store.ts', 'one');
  write('prisma/migrations/1/migration.sql', 'one');
  stampBuild(root, sourcesOf(root));
});
afterEach(() => rmSync(root, { recursive: true }));

it('a build is current while neither its sources nor its files change', () => {
  expect(isBuildCurrent(root)).toBe(true);
  write('packages/db/src/store.test.ts', 'a test');
  write('apps/web/e2e/page.spec.ts', 'a test');
  write('docs/operations.md', 'a document');
  utimesSync(join(root, 'apps/web/src/page.ts'), 1, 1);
  expect(isBuildCurrent(root)).toBe(true);
});

it.each([
  ['a source changes', 'packages/db/src/store.ts'],
  ['a source is added', 'packages/db/src/other.ts'],
  ['a dependency changes', 'pnpm-lock.yaml'],
  ['a migration changes', 'prisma/migrations/1/migration.sql'],
  ['another build writes its files', 'apps/web/dist/page.js'],
  ['a file is added to it', 'apps/web/dist/other.js'],
])('a build is not current after %s', (_what, path) => {
  write(path, 'another text');
  expect(isBuildCurrent(root)).toBe(false);
});

it('a build is not current without its files, or without a stamp', () => {
  rmSync(join(root, 'apps/web/dist'), { recursive: true });
  expect(isBuildCurrent(root)).toBe(false);
  stampBuild(root, sourcesOf(root));
  expect(isBuildCurrent(root)).toBe(true);
  rmSync(join(root, 'node_modules'), { recursive: true });
  expect(isBuildCurrent(root)).toBe(false);
});

it('a change during a build makes it not current', () => {
  const sources = sourcesOf(root);
  write('apps/web/src/page.ts', 'changed meanwhile');
  stampBuild(root, sources);
  expect(isBuildCurrent(root)).toBe(false);
});
