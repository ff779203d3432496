import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const directory = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

it('the tarball holds the built files, README and LICENSE, and nothing else', { timeout: 120_000 }, async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: directory });
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(stdout);
  const paths = files.map(({ path }) => path);
  const others = paths.filter((path) => !/^dist\/(?:adapters\/)?[a-z-]+\.(?:js|d\.ts)$/.test(path));
  expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
  expect(paths).toContain('dist/latchkey.js');
});

it('publint and are-the-types-wrong find nothing', { timeout: 120_000 }, async () => {
  const published = await run(bin('publint'), ['--strict', '--pack', 'npm'], { cwd: directory });
  expect(published.stdout).toContain('All good!');
  // It fails with a problem. Its profile leaves out CommonJS, which `require` of Node 20.19 reads as it is.
  const types = await run(bin('attw'), ['--pack', '.', '--profile', 'esm-only', '--format', 'json'], {
    cwd: directory,
  });
  const { problems }: { problems: Record<string, unknown> } = JSON.parse(types.stdout);
  expect(Object.keys(problems).filter((kind) => kind !== 'CJSResolvesToESM' && kind !== 'NoResolution')).toEqual([]);
});
