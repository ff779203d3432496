import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { minVersion, satisfies } from 'semver';
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { manifestOutside, readmeOutside, repositoryUrl } from '../../../.changeset/package-files.mjs';
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

const textIn = async (tarball: string, file: string): Promise<string> =>
  (await run('tar', ['--extract', '--to-stdout', '--gzip', '--file', tarball, `package/${file}`])).stdout;

const versions = z.record(z.string(), z.string()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      hasInstallScript: z.boolean().optional(),
      engines: z.object({ node: z.string().optional() }).default({}),
      dependencies: versions,
      optionalDependencies: versions,
      peerDependencies: versions,
      peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
    }),
  ),
});
const lock = lockSchema.parse(JSON.parse(readFileSync(join(inject('folder'), 'package-lock.json'), 'utf8')));

/** Where Node finds a package that another imports, or null where npm has not installed it. */
function installedPath(name: string, importer: string): string | null {
  const path = `${importer === '' ? '' : `${importer}/`}node_modules/${name}`;
  if (lock.packages[path]) return path;
  if (importer === '') return null;
  return installedPath(name, importer.slice(0, Math.max(0, importer.lastIndexOf('/node_modules/'))));
}

/** The paths of the packages that npm installs for one of them: its dependencies, their peers, and so on. */
function neededBy(path: string | null, needed = new Set<string>()): Set<string> {
  const installed = path === null ? undefined : lock.packages[path];
  if (path === null || !installed || needed.has(path)) return needed;
  needed.add(path);
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = installed;
  const peers = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
  for (const each of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers])
    neededBy(installedPath(each, path), needed);
  return needed;
}

it.each(['latchkey', '@latchkey/client', '@latchkey/node'])(
  'every package that npm installs with %s runs on the oldest Node that it names',
  (name) => {
    const path = `node_modules/${name}`;
    const oldest = minVersion(lock.packages[path]?.engines.node ?? '');
    expect(oldest?.version).toBe('20.19.0');
    const tooNew = [...neededBy(path)].filter(
      (each) => !satisfies(oldest ?? '', lock.packages[each]?.engines.node ?? '*'),
    );
    expect(tooNew).toEqual([]);
  },
);

describe.each(tarballs)('$name', ({ path }) => {
  it('has every file that a relative link of its README leads to', async () => {
    const readme = await textIn(path, 'README.md');
    const targets = [...readme.matchAll(/\]\((?![\w+.-]+:|#)([^)#\s]+)/g)].map(([, target = '']) =>
      posix.normalize(target),
    );
    const files = await filesIn(path);
    expect(targets.filter((target) => !files.includes(target))).toEqual([]);
    expect(readme).toMatch(/^# \S+$/m);
  });

  it('has no fault that publint or are-the-types-wrong finds', async () => {
    const published = await run(bin('publint'), ['--strict', path]);
    expect(published.stdout).toContain('All good!');
    if (!(await filesIn(path)).some((file) => file.endsWith('.d.ts'))) return;
    // It fails with a problem. Its profile leaves out CommonJS, which `require` of Node 20.19 reads as it is.
    const options = ['--profile', 'esm-only', '--format', 'json'];
    const types = await run(bin('attw'), [path, ...options]);
    const { problems } = z.object({ problems: z.record(z.string(), z.unknown()) }).parse(JSON.parse(types.stdout));
    expect(Object.keys(problems).filter((kind) => kind !== 'CJSResolvesToESM' && kind !== 'NoResolution')).toEqual([]);
  });
});

it('in a workflow of GitHub, the links of README and the manifest lead to the repository', () => {
  const repository = repositoryUrl({ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'ada/latchkey' });
  const of = { folder: 'packages/node', version: '1.2.0', repository };
  const readme = readmeOutside(
    'See [the guide](../../docs/integration.md#hosts), [LICENSE](LICENSE), [x](https://a.b).',
    of,
  );
  const guide = 'https://github.com/ada/latchkey/blob/v1.2.0/docs/integration.md#hosts';
  expect(readme).toBe(`See [the guide](${guide}), [LICENSE](LICENSE), [x](https://a.b).`);
  // npm publishes with provenance only what names the repository of the workflow.
  expect(manifestOutside({ name: 'x', publishConfig: { access: 'public' } }, of)).toEqual({
    name: 'x',
    publishConfig: { access: 'public' },
    repository: { type: 'git', url: 'git+https://github.com/ada/latchkey.git', directory: 'packages/node' },
  });
});

it('the bill of materials has what npm installs with the packages, and what is bundled', () => {
  const { components } = z
    .object({ bomFormat: z.literal('CycloneDX'), components: z.array(z.object({ purl: z.string() })) })
    .parse(JSON.parse(readFileSync(writeBillOfMaterials(inject('folder')), 'utf8')));
  const names = components.map(({ purl }) => purl.replace(/@[^@]+$/, ''));
  const expected = [
    'fastify',
    '%40electric-sql/pglite',
    '%40trpc/server',
    '%40trpc/client',
    'react',
    'zod',
    '%40fastify/send',
  ];
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
      /^dist\/licenses\/@?[\w.-]+\.txt$/,
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
    const manifest: unknown = JSON.parse(await textIn(path, 'package.json'));
    const { dependencies } = z.object({ dependencies: z.record(z.string(), z.string()) }).parse(manifest);
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const needed = neededBy('node_modules/latchkey');
    expect(needed).toContain('node_modules/@electric-sql/pglite');
    // A compiler is nothing that a server runs.
    expect(needed).not.toContain('node_modules/typescript');
    const withScript = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    expect(withScript.map(([name]) => name)).toEqual([]);
  });
});
