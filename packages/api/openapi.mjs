// Renews docs/openapi.json from the built routes: `pnpm --filter @latchkey/api openapi`.
import { writeFileSync } from 'node:fs';
import { appRouter } from './dist/app-router.js';
import { openApiDocument } from './dist/openapi/document.js';
import { restOperations } from './dist/rest/operation.js';

const document = openApiDocument(restOperations(appRouter));
writeFileSync(new URL('../../docs/openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
