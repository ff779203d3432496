import { fileURLToPath } from 'node:url';

// Bundled instead of `apps/server/src/installation.ts`. The bundle is in one folder, with these folders beside it.

/** The folder of the database's migrations. */
export const migrations = fileURLToPath(new URL('migrations', import.meta.url));

/** The folder of the built page. */
export const pageRoot = fileURLToPath(new URL('page', import.meta.url));

/** The directory of the embedded database without `DATA_DIR`. It is in any folder of a user, so its name says whose it is. */
export const defaultDataDir = '.latchkey';

/** What an operator types before the name of an administration command. */
export const adminCommand = 'latchkey admin';
