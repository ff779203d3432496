// Writes the types of the router into a folder of another application: npm run types -- ../yours/src/latchkey
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path/posix';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run types -- FOLDER');
  process.exit(1);
}
const packages = new URL('../', import.meta.url);
const written = new Set();
write('api/routers/app-router');
copyFileSync(new URL('../LICENSE', packages), join(folder, 'LICENSE'));
console.log(`import type { AppRouter } from './${basename(folder)}/api/routers/app-router.js';`);

/**
 * Writes the declarations of one module, and of every module of ours that they name.
 * @param {string} module its package and its place in there, such as `sessions/user`
 */
function write(module) {
  if (written.has(module)) return;
  written.add(module);
  const [name = '', ...place] = module.split('/');
  const text = readFileSync(new URL(`${name}/dist/${place.join('/')}.d.ts`, packages), 'utf8');
  const target = join(folder, `${module}.d.ts`);
  mkdirSync(dirname(target), { recursive: true });
  const imports = /(?<=from |import\()(['"])([^'"]+)\1/g;
  const known = text.replace(imports, (quoted, quote, specifier) => {
    const imported = ofOurs(module, specifier);
    if (imported === null) return quoted;
    write(imported);
    const path = relative(dirname(module), imported);
    return `${quote}${path.startsWith('.') ? path : `./${path}`}.js${quote}`;
  });
  // The map leads to sources that are not there.
  writeFileSync(target, known.replace(/^\/\/# sourceMappingURL=.*/m, ''));
}

/**
 * @param {string} module the one that imports
 * @param {string} specifier what stands in its import
 * @returns {string | null} the module of ours that is meant, if it is one
 */
function ofOurs(module, specifier) {
  const [, shared] = /^@latchkey\/(.+)$/.exec(specifier) ?? [];
  if (shared !== undefined) return shared;
  return specifier.startsWith('.') ? join(dirname(module), specifier).replace(/\.ts$/, '') : null;
}
