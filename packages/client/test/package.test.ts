import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const directory = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => join(directory, 'node_modules/.bin', name);

async function packedPaths(): Promise<string[]> {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: directory });
  const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(stdout);
  return files.map(({ path }) => path);
}

it('the tarball holds the built files, README and LICENSE, and nothing else', { timeout: 120_000 }, async () => {
  const paths = await packedPaths();
  const others = paths.filter((path) => !/^dist\/(?:\w+\/)?[a-z-]+\.(?:js|d\.ts)$/.test(path));
  expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
  expect(paths).toContain('dist/client.js');
});

it('the published types name no other package', { timeout: 120_000 }, async () => {
  const declarations = (await packedPaths()).filter((path) => path.endsWith('.d.ts'));
  const imported = declarations.flatMap((path) =>
    [...readFileSync(join(directory, path), 'utf8').matchAll(/(?:from |import\()['"]([^'"]+)['"]/g)].map(
      ([, specifier = '']) => specifier,
    ),
  );
  expect(imported.length).toBeGreaterThan(5);
  expect(imported.filter((specifier) => !specifier.startsWith('.'))).toEqual([]);
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

it('the client with all that it needs is at most 15 kB compressed in a browser', { timeout: 120_000 }, async () => {
  const result = await build({
    root: directory,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(directory, 'dist/client.js'), formats: ['iife'], name: 'client' },
    },
  });
  const outputs = [result].flat().flatMap((built) => ('output' in built ? built.output : []));
  const codes = outputs.map((output) => (output.type === 'chunk' ? output.code : ''));
  expect(codes).toHaveLength(1);
  const size = gzipSync(codes.join(''), { level: 9 }).length;
  expect(size).toBeGreaterThan(4_000);
  expect(size).toBeLessThanOrEqual(15_000);
});
