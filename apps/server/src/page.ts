import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedMethods } from '@latchkey/api/http/allowed-methods';
import { acceptClientHints } from '@latchkey/sessions/client-hints';
import { answerNowhere } from '@latchkey/api/http/refusal-answer';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The page's own addresses. All of them are the one shell, which looks at the address itself. */
const addresses = ['/', '/signin', '/signup', '/sessions', '/history'];

/** Serves the built page from a folder: hashed files for a year, the shell anew each time. */
export function pagePlugin(app: FastifyInstance, { root }: { readonly root: string }, done: () => void): void {
  const methodsAt = allowedMethods(app);
  const shell = readFileSync(join(root, 'index.html'), 'utf8');
  const answerShell = (reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('accept-ch', acceptClientHints)
      .send(shell);

  app.register(fastifyStatic, { root, index: false, wildcard: false, cacheControl: false, setHeaders: setCaching });
  for (const address of addresses) app.get(address, (_request, reply) => answerShell(reply));
  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) void answerShell(reply.status(404));
    else answerNowhere(methodsAt(request.url), request, reply);
  });
  done();
}

/** Built files carry a hash in their name; what does not may change under the same name. */
function setCaching(reply: { header(name: string, value: string): unknown }, path: string): void {
  const hashed = /[\\/]assets[\\/]/.test(path);
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}
