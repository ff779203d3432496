import { expect, it } from 'vitest';
import { actionFaults, dependencyFaults, pnpmFaults, readCatalog, readDependencies } from './versions.mjs';

/** @param {Record<string, string>[]} manifests The dependencies of each. */
const faultsOf = (...manifests) => {
  const parsed = new Map(manifests.map((dependencies, index) => [`${index}`, dependencies]));
  return dependencyFaults(parsed, { zod: '4.6.7' }).join('\n');
};

it('passes equal exact versions, packages of the workspace and those of the catalog', () => {
  expect(faultsOf({ pg: '8.23.1', zod: 'catalog:', '@latchkey/db': 'workspace:*' }, { zod: '4.6.7' })).toBe('');
});

it('fails on a range', () => {
  expect(faultsOf({ pg: '^8.23.1' })).toContain('pg has no exact version');
});

it('fails on a package that the catalog does not have', () => {
  expect(faultsOf({ pg: 'catalog:' })).toContain('pg has no exact version');
});

it('fails on two versions of one package, one of which may be in the catalog', () => {
  expect(faultsOf({ pg: '8.23.1' }, { pg: '8.23.0' })).toContain('pg has several versions');
  expect(faultsOf({ zod: '4.6.6' })).toContain('zod has several versions');
});

it('reads the dependencies of both kinds from a manifest', () => {
  const manifest = { name: 'latchkey', dependencies: { pg: '8.23.1' }, devDependencies: { vite: '8.3.8' } };
  expect(readDependencies(JSON.stringify(manifest))).toEqual({ pg: '8.23.1', vite: '8.3.8' });
});

it('reads the catalog from the workspace file', () => {
  const text =
    "packages:\n  - apps/*\n\n# Together.\ncatalog:\n  '@trpc/client': 11.19.0\n  zod: ^4.6.7\n\nsaveExact: true\n";
  expect(readCatalog(text)).toEqual({ '@trpc/client': '11.19.0', zod: '^4.6.7' });
});

it('passes an action only with a commit and its version', () => {
  const hash = '0123456789'.repeat(4);
  const pinned = `  - uses: actions/checkout@${hash} # v7.0.1\n  - uses: ./.github/actions/install\n`;
  expect(actionFaults(pinned)).toEqual([]);
  for (const used of ['actions/checkout@v7', `actions/checkout@${hash}`, `actions/checkout@${hash} # v7`]) {
    expect(actionFaults(`      uses: ${used}\n`), used).toHaveLength(1);
  }
});

it('fails on another version of pnpm', () => {
  expect(pnpmFaults('npx pnpm@12.21.0 install', '12.21.0')).toEqual([]);
  expect(pnpmFaults('npx pnpm@12.20.0 install', '12.21.0')).toHaveLength(1);
});
