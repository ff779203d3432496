import { expect, it } from 'vitest';
import { isProductCode } from './repository.mjs';
import { codeLines, exampleFaults, structureFaults } from './structure.mjs';

const folder = 'packages/sessions/src/tokens';

/** @param {string} path @param {number} count */
const filesIn = (path, count, lines = 10) =>
  new Map(Array.from({ length: count }, (_, index) => [`${path}/file-${index}.ts`, lines]));

it('passes 2 to 15 files of at most 300 lines', () => {
  expect(structureFaults(filesIn(folder, 2))).toEqual([]);
  expect(structureFaults(filesIn(folder, 15, 300))).toEqual([]);
});

it('fails on a folder with 16 files', () => {
  expect(structureFaults(filesIn(folder, 16)).join()).toContain(`${folder}: 16 source files`);
});

it('fails on a folder for one file, unless it is the root of a package', () => {
  expect(structureFaults(filesIn(folder, 1)).join()).toContain(`${folder}: a folder for one file`);
  expect(structureFaults(filesIn('packages/mail/src', 1))).toEqual([]);
});

it('fails on a file with 301 lines, unless it is a file of messages', () => {
  expect(structureFaults(filesIn(folder, 2, 301))).toHaveLength(2);
  const messages = ['en', 'de'].map((code) => `packages/react/src/i18n/messages/${code}.ts`);
  expect(structureFaults(new Map(messages.map((path) => [path, 600])))).toEqual([]);
});

it('fails on an example whose files have 60 lines of code together', () => {
  const half = 'run();\n\n'.repeat(30);
  const faults = (/** @type {string} */ other) =>
    exampleFaults(new Map(Object.entries({ 'examples/express/app.js': half, 'examples/express/lib/users.ts': other })));
  expect(faults(half).join()).toContain('examples/express: 60 lines of code');
  expect(faults(half.slice('run();'.length))).toEqual([]);
});

it('counts neither empty lines nor comments as code', () => {
  expect(codeLines('// why\n/** @type {string} */\n/*\n * a\n */\n\nrun(); // now\n  stop();\n')).toBe(2);
});

it.each([
  ['packages/db/src/connection/pool.ts', true],
  ['apps/web/src/styles.css', true],
  ['apps/web/public/latchkey/load-guard.js', true],
  ['packages/db/src/connection/pool.test.ts', false],
  ['packages/db/src/testing/world.ts', false],
  ['apps/web/e2e/servers/pictures-server.mjs', false],
  ['bench/src/main.ts', false],
])('tells product code from tests and tools: %s', (path, isProduct) => {
  expect(isProductCode(path)).toBe(isProduct);
});
