import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of Swagger UI, and its files that `/api/docs` loads. `packages/latchkey` has both in its tarball. */
export const swaggerUi = {
  root: dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json'))),
  files: ['swagger-ui.css', 'swagger-ui-bundle.js'],
} as const;
