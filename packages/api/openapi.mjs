// Renews docs/openapi.json from the built routes: `pnpm --filter @latchkey/api openapi`.
import { writeFileSync } from 'node:fs';
import { appRouter } from './dist/routers/app-router.js';
import { openApiDocument } from './dist/openapi/openapi-document.js';
import { serviceRouter } from './dist/service/service-router.js';
import { restOperations } from './dist/rest/rest-operation.js';

const document = openApiDocument([...restOperations(appRouter), ...restOperations(serviceRouter)]);
writeFileSync(new URL('../../docs/openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
