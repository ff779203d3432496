import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, inject, it } from 'vitest';

const run = promisify(execFile);
const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const installed = join(inject('folder'), 'node_modules');
const folder = join(inject('folder'), 'consumer');

/** Types of packages that have none of their own, which an application installs for its own code, by the folder that has them. */
const typesIn = { '../../node': ['node', 'express'], '../../react': ['react', 'react-dom'] };

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable'],
  jsx: 'react-jsx',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

beforeAll(() => {
  // Below the installation, so that its imports find the tarballs and not the workspace.
  cpSync(pathOf('consumer'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  for (const [owner, names] of Object.entries(typesIn)) {
    for (const name of names) {
      const types = join(installed, '@types', name);
      mkdirSync(dirname(types), { recursive: true });
      // npm may have installed some for a dependency.
      if (!existsSync(types)) symlinkSync(pathOf(`${owner}/node_modules/@types/${name}`), types);
    }
  }
  // Frameworks that an application brings, of which the tests of the tarballs install Express only.
  for (const name of ['fastify', 'hono']) {
    const framework = join(installed, name);
    if (!existsSync(framework)) symlinkSync(pathOf(`../../node/node_modules/${name}`), framework);
  }
});

it('the types of the packages accept what an application does with them, and find its mistakes', async () => {
  const compiled = run(pathOf('../node_modules/.bin/tsc'), ['--project', folder, '--pretty', 'false']);
  const { stdout } = await compiled.catch((error: { readonly stdout: string }) => error);
  expect(stdout.split('\n').filter((line) => line !== '')).toEqual([]);
});
