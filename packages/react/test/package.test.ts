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

/** The package in an application that has React and TanStack Query: its chunks by their names, and its style sheet. */
async function bundled() {
  const result = await build({
    root: directory,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      rolldownOptions: {
        input: [join(directory, 'dist/latchkey-react.js'), join(directory, 'dist/styles.css')],
        external: /^(?:react|react-dom|@tanstack\/react-query)(?:\/|$)/,
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const built = [result].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunks = new Map(built.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk] as const] : [])));
  const sheets = built.flatMap((file) =>
    file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
  );
  return { chunks, sheets };
}

/**
 * What ManageSessions loads without an action of the user, after the list: the newest events, the idle limit, the marks of two
 * browsers, and the details of the rows when the browser is idle. A test in apps/web/e2e/embedded sees that it is nothing else.
 */
const unasked = [
  'event-lines',
  'idle-limit-choice',
  'brand-mark-files',
  'firefoxbrowser',
  'googlechrome',
  'session-details',
];

/** Loaded when its place comes into view. */
const map = 'world-map';

it(
  'adds at most 60 kB compressed to an application with React and TanStack Query before the list, and 72 kB in all until the user acts',
  { timeout: 120_000 },
  async () => {
    const { chunks, sheets } = await bundled();
    expect(sheets).toHaveLength(1);
    const withImports = (names: readonly string[], found = new Set<string>()): ReadonlySet<string> => {
      for (const name of names) {
        const chunk = chunks.get(name);
        if (chunk === undefined || found.has(name)) continue;
        found.add(name);
        withImports(chunk.imports, found);
      }
      return found;
    };
    const codeOf = (name: string) => chunks.get(name)?.code ?? '';
    const sizeOf = (names: Iterable<string>) =>
      Array.from(names, (name) => gzipSync(codeOf(name), { level: 9 }).length).reduce((sum, size) => sum + size, 0);
    const named = (part: string) => {
      const found = [...chunks.keys()].filter((name) => name.startsWith(`assets/${part}-`));
      expect(found, part).toHaveLength(1);
      return found;
    };

    const first = [...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
    const styles = gzipSync(sheets.join(''), { level: 9 }).length;
    const scripts = sizeOf(withImports(first));
    expect(scripts).toBeGreaterThan(20_000);
    expect(scripts + styles, `scripts ${scripts}, styles ${styles}`).toBeLessThanOrEqual(60_000);
    // A sentence of each language that is not English.
    expect([...withImports(first)].map(codeOf).join('')).not.toMatch(/Sitzungen|Sesiones/);

    const all = withImports([...first, ...unasked.flatMap(named)]);
    expect(sizeOf(all) + styles, [...all].join(' ')).toBeLessThanOrEqual(72_000);
    expect([...all].join(' ')).not.toContain(map);
    expect(sizeOf(named(map))).toBeLessThanOrEqual(23_000);
  },
);
