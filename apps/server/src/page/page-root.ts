import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the built page. */
export const pageRoot = join(dirname(fileURLToPath(import.meta.resolve('@latchkey/web/package.json'))), 'dist');
