import { fileURLToPath } from 'node:url';

/**
 * Bundled instead of `packages/api/src/openapi/swagger-ui.ts`. The tarball has the files, because the package
 * `swagger-ui-dist` depends on one whose install script reports each installation to another company.
 */
export const swaggerUi = {
  root: fileURLToPath(new URL('swagger-ui', import.meta.url)),
  files: ['swagger-ui.css', 'swagger-ui-bundle.js'],
} as const;
