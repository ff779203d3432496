import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const out = new URL('node_modules/.built-for-tests/', root);

/** The built file of a module, for tests that need a second process. It lies apart from `dist`, which others read. */
export function builtModule(name: string): string {
  return new URL(`${name}.js`, out).href;
}

/** Builds the package once for a run. */
export default function build(): void {
  const project = fileURLToPath(new URL('tsconfig.build.json', root));
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', fileURLToPath(out)], { stdio: 'inherit' });
}
