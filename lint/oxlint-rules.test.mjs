import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from './repository.mjs';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-lint-'));
  for (const config of ['.oxlintrc.json', 'lint/imports.oxlintrc.json', 'lint/functions.oxlintrc.json']) {
    cpSync(join(root, config), join(folder, config));
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * The rules that files with these texts break, by the repository's configuration.
 *
 * @param {Record<string, string>} files Texts by path.
 */
function brokenRules(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  const { stdout } = spawnSync(oxlint, ['--format', 'json'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics, number_of_files: count } = JSON.parse(stdout);
  expect(count).toBe(Object.keys(files).length);
  return Array.from(diagnostics, ({ code }) => String(code).replace(/^.*\((.+)\)$/, '$1'));
}

it.each([
  ['packages/sessions/src/tokens/a.ts', '@latchkey/db/sessions'],
  ['packages/db/src/a.ts', '@latchkey/api/router'],
  ['packages/api/src/rest/a.ts', '@latchkey/db/sessions'],
  ['packages/redis/src/a.ts', '@latchkey/mail/mailer'],
  ['packages/react/src/ui/a.ts', '../features/sessions/b.ts'],
  ['packages/react/src/features/sessions/a.ts', '@latchkey/api/router'],
  ['packages/react/src/features/sessions/a.ts', '../../latchkey-react.ts'],
  ['packages/react/src/i18n/messages/a.ts', '../../ui/b.ts'],
  ['packages/react/src/api/a.ts', '../i18n/b.ts'],
  ['apps/web/src/layout/a.ts', '../app.tsx'],
  ['apps/web/src/layout/a.ts', '../features/auth/b.ts'],
  ['apps/web/src/features/auth/a.ts', '../../app.tsx'],
])('%s must not import %s, not even a type', (path, imported) => {
  const texts = [
    `import { b } from '${imported}';\nb();\n`,
    `import type { B } from '${imported}';\nexport type A = B;\n`,
    `export { b } from '${imported}';\n`,
    `export const load = () => import('${imported}');\n`,
  ];
  const files = Object.fromEntries(texts.map((text, index) => [path.replace('a.ts', `${index}.ts`), text]));
  const broken = brokenRules(files).filter((rule) => rule === 'no-restricted-imports');
  expect(broken).toHaveLength(texts.length);
});

it.each([
  ['packages/db/src/sessions.ts', '@latchkey/sessions/sessions/session'],
  ['packages/db/src/connection/a.ts', '@latchkey/embedded-postgres/postgres'],
  ['packages/api/src/a.ts', '@latchkey/sessions/latchkey'],
  ['packages/api/src/a.test.ts', '@latchkey/db/sessions'],
  ['apps/web/src/app.tsx', './features/sessions/b.ts'],
  ['apps/web/src/features/auth/a.ts', '../recovery/b.ts'],
  ['apps/web/src/layout/a.ts', '@latchkey/react/ui/b.ts'],
  ['packages/react/src/features/sessions/a.ts', '../filters/b.ts'],
  ['packages/react/src/features/sessions/a.ts', '../../ui/b.ts'],
  ['packages/react/src/ui/a.ts', '../i18n/b.ts'],
  ['packages/react/src/i18n/messages/a.ts', '../b.ts'],
])('%s may import %s', (path, imported) => {
  expect(brokenRules({ [path]: `import { b } from '${imported}';\nb();\n` })).not.toContain('no-restricted-imports');
});

it('a circle fails also where only a type closes it', () => {
  const folderOf = 'packages/react/src/features/sessions';
  const files = {
    [`${folderOf}/a.ts`]: "import { b } from './b.ts';\nexport const a = b;\n",
    [`${folderOf}/b.ts`]: "import type { a } from './a.ts';\nexport const b = (): typeof a => b;\n",
  };
  expect(brokenRules(files)).toContain('no-cycle');
  expect(brokenRules({ ...files, [`${folderOf}/b.ts`]: 'export const b = 1;\n' })).not.toContain('no-cycle');
});

it.each([
  ['apps/server/src/a.ts', 60, true],
  ['apps/server/src/a.ts', 61, false],
  ['packages/react/src/ui/a.tsx', 61, false],
  ['packages/db/src/a.test.ts', 61, true],
])('in %s a function of %i lines passes: %s', (path, lines, passes) => {
  const body = Array.from({ length: lines - 2 }, (_, index) => `  call(${index});\n\n  // A comment.\n`).join('');
  const broken = brokenRules({ [path]: `export function a(call) {\n${body}}\n` });
  expect(!broken.includes('max-lines-per-function')).toBe(passes);
});
