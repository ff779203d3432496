import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const directory = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'latchkey-react-'));
const tarball = join(folder, 'react.tgz');
const unpacked = join(folder, 'package');

beforeAll(async () => {
  await run('npx', ['--prefer-offline', '--yes', 'pnpm@12.21.0', 'pack', '--out', tarball], { cwd: directory });
  await run('tar', ['-xzf', tarball, '-C', folder]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' });

it('the tarball holds the built files, README and LICENSE, and nothing else', () => {
  const files = filesIn(unpacked).filter((path) => /\.\w+$|LICENSE/.test(path));
  const others = files.filter((path) => !/^dist\/(?:[\w-]+|parts\/[\w-]+)\.js$|^dist\/types\/.*\.d\.ts$/.test(path));
  expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'dist/styles.css', 'package.json']);
});

it('the published files name no package that is not installed with them', () => {
  const { dependencies, peerDependencies }: { dependencies: object; peerDependencies: object } = JSON.parse(
    readFileSync(join(unpacked, 'package.json'), 'utf8'),
  );
  const installed = Object.keys({ ...dependencies, ...peerDependencies });
  const files = filesIn(join(unpacked, 'dist')).filter((path) => /\.(?:js|d\.ts)$/.test(path));
  const named = files.flatMap((path) =>
    Array.from(
      readFileSync(join(unpacked, 'dist', path), 'utf8').matchAll(/(?:from |import\()['"]([^'".][^'"]*)['"]/g),
      ([, specifier = '']) => specifier,
    ),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !installed.some((one) => name === one || name.startsWith(`${one}/`)))).toEqual([]);
});

it('adds at most 60 kB compressed to an application with React and TanStack Query', { timeout: 120_000 }, async () => {
  const entry = join(directory, 'dist/latchkey-react.js');
  const result = await build({
    root: directory,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rolldownOptions: {
        input: entry,
        external: /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/,
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const chunks = [result].flat().flatMap((built) => ('output' in built ? built.output : []));
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  // The files that are loaded before the first list is shown. Parts that a user opens, and languages, are loaded later.
  const first = new Set<string>();
  const add = (name: string) => {
    const chunk = byName.get(name);
    if (chunk?.type !== 'chunk' || first.has(name)) return;
    first.add(name);
    chunk.imports.forEach(add);
  };
  for (const chunk of chunks) if (chunk.type === 'chunk' && chunk.isEntry) add(chunk.fileName);
  const codes = [...first].map((name) => {
    const chunk = byName.get(name);
    return chunk?.type === 'chunk' ? chunk.code : '';
  });
  const scripts = codes.map((code) => gzipSync(code, { level: 9 }).length).reduce((sum, size) => sum + size, 0);
  const styles = gzipSync(readFileSync(join(directory, 'dist/styles.css')), { level: 9 }).length;
  expect(scripts).toBeGreaterThan(20_000);
  expect(scripts + styles, `scripts ${scripts}, styles ${styles}`).toBeLessThanOrEqual(60_000);
  // A sentence of each language that is not English.
  expect(codes.join('')).not.toMatch(/Sitzungen|Sesiones/);
});
