import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const directory = fileURLToPath(new URL('..', import.meta.url));
const packProgram = fileURLToPath(new URL('../../../.changeset/pack.mjs', import.meta.url));

async function packedPaths(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-client-'));
  try {
    const packed = await run(process.execPath, [packProgram, folder, 'packages/client']);
    const { stdout } = await run('tar', ['--list', '--gzip', '--file', packed.stdout.trim()]);
    return stdout
      .trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const paths = await packedPaths();

it('the tarball holds one built file, its types, README and the licences, and nothing else', () => {
  const others = paths.filter((path) => !/^dist\/(?:\w+\/)?[a-z-]+\.d\.ts$/.test(path));
  const bundle = ['dist/bundle/client.js', 'dist/bundle/licenses/trpc.txt'];
  expect(others.toSorted()).toEqual(['LICENSE', 'README.md', ...bundle, 'package.json']);
  expect(paths).toContain('dist/client.d.ts');
});

it('the published types name no other package', () => {
  const declarations = paths.filter((path) => path.endsWith('.d.ts'));
  const imported = declarations.flatMap((path) =>
    [...readFileSync(join(directory, path), 'utf8').matchAll(/(?:from |import\()['"]([^'"]+)['"]/g)].map(
      ([, specifier = '']) => specifier,
    ),
  );
  expect(imported.length).toBeGreaterThan(5);
  expect(imported.filter((specifier) => !specifier.startsWith('.'))).toEqual([]);
});

it('the client with all that it needs is at most 15 kB compressed in a browser', { timeout: 120_000 }, async () => {
  const result = await build({
    root: directory,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: join(directory, 'dist/bundle/client.js'), formats: ['iife'], name: 'client' },
    },
  });
  const outputs = [result].flat().flatMap((built) => ('output' in built ? built.output : []));
  const codes = outputs.map((output) => (output.type === 'chunk' ? output.code : ''));
  expect(codes).toHaveLength(1);
  const size = gzipSync(codes.join(''), { level: 9 }).length;
  expect(size).toBeGreaterThan(4_000);
  expect(size).toBeLessThanOrEqual(15_000);
});
