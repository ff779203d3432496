// Writes dist/: the programs as bundles of all packages of the workspace, and the files that they read.
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = (path = '') => join(root, 'packages/latchkey', path);
const dependencies = Object.keys(JSON.parse(readFileSync(here('package.json'), 'utf8')).dependencies);

/** Modules of the workspace that the tarball has in another form. */
const replacements = new Map([
  [join(root, 'apps/server/dist/installation.js'), here('src/installation.ts')],
  [join(root, 'packages/api/dist/openapi/swagger-ui.js'), here('src/swagger-ui.ts')],
]);

/** @param {string} id */
const isDependency = (id) => dependencies.some((name) => id === name || id.startsWith(`${name}/`));

/** What else would be bundled is a package that `dependencies` lacks, without its licence. @param {string} id */
const isExpected = (id) =>
  /^(?:apps|packages)\/[\w-]+\/(?:dist|src|parent-process\.mjs)/.test(id.slice(root.length)) ||
  // As a dependency it would bring TypeScript's compiler, which is its peer.
  /\/node_modules\/@trpc\/server\//.test(id);

const bundle = await rolldown({
  // Programs that are started as processes, by their names beside the bundle.
  input: {
    latchkey: here('src/latchkey.ts'),
    main: join(root, 'apps/server/dist/main.js'),
    'create-database': join(root, 'apps/server/dist/database/create-database.js'),
  },
  platform: 'node',
  external: isDependency,
  plugins: [
    {
      name: 'replacements',
      async resolveId(source, importer, options) {
        const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
        const replacement = resolved && replacements.get(resolved.id);
        return replacement ?? resolved;
      },
    },
  ],
  onLog(level, { message }, next) {
    if (level === 'warn') throw new Error(message);
    next(level, message);
  },
});

rmSync(here('dist'), { recursive: true, force: true });
const { output } = await bundle.write({ dir: here('dist'), chunkFileNames: '[name]-[hash].js' });
const chunks = output.filter((file) => file.type === 'chunk');
const foreign = chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => !isExpected(id) && !id.startsWith('\0'));
if (foreign.length > 0) throw new Error(`Not in dependencies of packages/latchkey/package.json: ${foreign.join(', ')}`);
const imported = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
const unused = dependencies.filter(
  // The databases of countries are read by path.
  (name) => !name.startsWith('@ip-location-db/') && !imported.some((id) => id === name || id.startsWith(`${name}/`)),
);
if (unused.length > 0)
  throw new Error(`In dependencies of packages/latchkey/package.json without use: ${unused.join(', ')}`);

cpSync(join(root, 'apps/web/dist'), here('dist/page'), { recursive: true });
cpSync(join(root, 'prisma/migrations'), here('dist/migrations'), { recursive: true });
mkdirSync(here('dist/licenses'));
cpSync(join(root, 'packages/api/node_modules/@trpc/server/LICENSE'), here('dist/licenses/trpc.txt'));
const swaggerUi = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
mkdirSync(here('dist/swagger-ui'));
for (const file of [
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt',
  'LICENSE',
  'NOTICE',
]) {
  cpSync(join(swaggerUi, file), here(`dist/swagger-ui/${file}`));
}
