import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What differs between the workspace and the package `latchkey`: this is the workspace. The package bundles
// `packages/latchkey/src/installation.ts` instead, which has the same exports.

/** The folder of the database's migrations. */
export const migrations = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** The folder of the built page. */
export const pageRoot = join(dirname(fileURLToPath(import.meta.resolve('@latchkey/web/package.json'))), 'dist');

/** The directory of the embedded database without `DATA_DIR`, relative to the working directory. */
export const defaultDataDir = '.data';

/** What an operator types before the name of an administration command. */
export const adminCommand = 'npm run admin --';
