// Writes dist/: the programs as bundles of all packages of the workspace, and the files that they read.
import { cpSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
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

/**
 * Packages that are bundled with their own dependencies. As a dependency, tRPC would bring TypeScript's compiler, which is its
 * peer; and npm would install the newest versions of what Fastify needs, some of which do not run on Node 20.
 */
const bundled = [
  'packages/api/node_modules/@trpc/server',
  'apps/server/node_modules/fastify',
  'apps/server/node_modules/@fastify/static',
];

/** Adds the folder of a package, and of what it depends on. @param {string} folder @param {Set<string>} folders */
function addPackage(folder, folders) {
  if (folders.has(folder)) return folders;
  folders.add(folder);
  const names = Object.keys(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies ?? {});
  // pnpm puts the dependencies of a package beside it.
  const beside = folder.slice(0, folder.lastIndexOf('/node_modules/') + '/node_modules/'.length);
  for (const name of names) {
    if (!isDependency(name)) addPackage(realpathSync(join(beside, name)), folders);
  }
  return folders;
}

/** @type {Set<string>} */
const bundledFolders = new Set();
for (const path of bundled) addPackage(realpathSync(join(root, path)), bundledFolders);

/** The folder of a bundled package that a module is in. @param {string} id */
const bundledFolder = (id) => [...bundledFolders].find((folder) => id.startsWith(`${folder}/`));

/** What else would be bundled is a package that `dependencies` lacks, without its licence. @param {string} id */
const isExpected = (id) =>
  /^(?:apps|packages)\/[\w-]+\/(?:dist|src|parent-process\.mjs)/.test(id.slice(root.length)) || bundledFolder(id);

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
for (const folder of new Set(chunks.flatMap(({ moduleIds }) => moduleIds).map(bundledFolder))) {
  if (folder === undefined) continue;
  const name = folder.slice(folder.lastIndexOf('/node_modules/') + '/node_modules/'.length);
  // Few have the text of their licence in their README alone.
  const names = [/^licen[cs]e(?:\.|$)/i, /^readme/i];
  const [license] = names.flatMap((pattern) => readdirSync(folder).filter((file) => pattern.test(file)));
  if (license === undefined) throw new Error(`${name} has no text of its licence`);
  cpSync(join(folder, license), here(`dist/licenses/${name.replace('/', '-')}.txt`));
}
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
