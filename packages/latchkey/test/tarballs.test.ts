import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { writeBillOfMaterials } from '../../../.changeset/pack.mjs';

const run = promisify(execFile);
const bin = (name: string) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const tarballs = inject('tarballs').map((path) => ({ name: basename(path), path }));

async function filesIn(tarball: string): Promise<string[]> {
  const { stdout } = await run('tar', ['--list', '--gzip', '--file', tarball]);
  return stdout
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
}

const versions = z.record(z.string(), z.string()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      hasInstallScript: z.boolean().optional(),
      dependencies: versions,
      peerDependencies: versions,
      peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
    }),
  ),
});

/** The packages that npm installs for one of them: its dependencies, their peers, and so on. */
function neededBy(name: string, lock: z.infer<typeof lockSchema>, needed = new Set<string>()): Set<string> {
  if (needed.has(name)) return needed;
  needed.add(name);
  const installed = lock.packages[`node_modules/${name}`];
  const peers = Object.keys(installed?.peerDependencies ?? {});
  const wanted = peers.filter((peer) => installed?.peerDependenciesMeta[peer]?.optional !== true);
  for (const each of [...Object.keys(installed?.dependencies ?? {}), ...wanted]) neededBy(each, lock, needed);
  return needed;
}

describe.each(tarballs)('$name', ({ path }) => {
  it('has no fault that publint or are-the-types-wrong finds', async () => {
    const published = await run(bin('publint'), ['--strict', path]);
    expect(published.stdout).toContain('All good!');
    if (!(await filesIn(path)).some((file) => file.endsWith('.d.ts'))) return;
    // It fails with a problem. Its profile leaves out CommonJS, which `require` of Node 20.19 reads as it is.
    // A style sheet has no types.
    const options = ['--profile', 'esm-only', '--format', 'json', '--exclude-entrypoints', 'styles.css'];
    const types = await run(bin('attw'), [path, ...options]);
    const { problems } = z.object({ problems: z.record(z.string(), z.unknown()) }).parse(JSON.parse(types.stdout));
    expect(Object.keys(problems).filter((kind) => kind !== 'CJSResolvesToESM' && kind !== 'NoResolution')).toEqual([]);
  });
});

it('the bill of materials has what npm installs with the packages, and what is bundled', () => {
  const { components } = z
    .object({ bomFormat: z.literal('CycloneDX'), components: z.array(z.object({ purl: z.string() })) })
    .parse(JSON.parse(readFileSync(writeBillOfMaterials(inject('folder')), 'utf8')));
  const names = components.map(({ purl }) => purl.replace(/@[^@]+$/, ''));
  const expected = ['fastify', '%40electric-sql/pglite', '%40trpc/server', 'react', 'zod', '%40fastify/send'];
  expect(names).toEqual(expect.arrayContaining(expected.map((name) => `pkg:npm/${name}`)));
  for (const tool of ['vitest', 'turbo', 'rolldown']) expect(names).not.toContain(`pkg:npm/${tool}`);
});

describe('latchkey', () => {
  const path = tarballs.find(({ name }) => /^latchkey-\d/.test(name))?.path ?? '';

  it('holds the programs and the files that they read, and nothing that builds them', async () => {
    const paths = await filesIn(path);
    const allowed = [
      /^(?:LICENSE|README\.md|package\.json)$/,
      /^dist\/[\w-]+\.js$/,
      /^dist\/migrations\/(?:\w+\/migration\.sql|migration_lock\.toml)$/,
      /^dist\/page\/(?:shells|latchkey|latchkey\/assets)\/[\w.-]+\.(?:js|css|svg|json|html|woff2)(?:\.br|\.gz)?$/,
      /^dist\/licenses\/trpc\.txt$/,
      /^dist\/swagger-ui\/(?:swagger-ui\.css|swagger-ui-bundle\.js|swagger-ui-bundle\.js\.LICENSE\.txt|LICENSE|NOTICE)$/,
    ];
    expect(paths.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
    for (const file of ['latchkey.js', 'main.js', 'create-database.js', 'page/shells/en.html']) {
      expect(paths).toContain(`dist/${file}`);
    }
    // In bytes. It was 1.8 MB when this limit was written.
    expect(statSync(path).size).toBeLessThan(2_500_000);
  });

  it('depends on exact versions, and no package that npm installs with it runs a script', async () => {
    const { stdout } = await run('tar', ['--extract', '--to-stdout', '--gzip', '--file', path, 'package/package.json']);
    const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(stdout));
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const lock = lockSchema.parse(JSON.parse(readFileSync(join(inject('folder'), 'package-lock.json'), 'utf8')));
    const needed = neededBy('latchkey', lock);
    expect(needed).toContain('@electric-sql/pglite');
    // A compiler is nothing that a server runs. npm installs it beside `@latchkey/client`, as a peer of tRPC's client (0083).
    expect(needed).not.toContain('typescript');
    const withScript = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(withScript.map(([name]) => name)).toEqual([]);
  });
});
