import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { RestOperation } from '../rest/rest-operation.ts';
import { openApiDocument } from './openapi-document.ts';
import { swaggerUi } from './swagger-ui.ts';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Latchkey API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

// A separate file, because the content security policy allows no inline script.
const start = `SwaggerUIBundle({ url: 'v1/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });\n`;

/** Serves `/api/v1/openapi.json`, and Swagger UI at `/api/docs`. No file is loaded from another host. */
export function openApiPlugin(
  app: FastifyInstance,
  { operations, basePath }: { readonly operations: readonly RestOperation[]; readonly basePath: string },
  done: () => void,
): void {
  // At the first request, because describing the routes takes a fifteenth of a server's start. As text, because it is large.
  let document: string | undefined;
  app.get('/v1/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(operations, basePath));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  app.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  // The page links its files relative to the URL without the slash.
  app.get('/docs/', (_request, reply) => reply.redirect('../docs', 308));
  app.get('/docs/start.js', (_request, reply) => reply.type('text/javascript').send(start));
  app.register(fastifyStatic, { root: swaggerUi.root, serve: false });
  for (const asset of swaggerUi.files) app.get(`/docs/${asset}`, (_request, reply) => reply.sendFile(asset));
  done();
}
