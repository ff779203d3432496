import { join } from 'node:path';
import { type AllowedMethods, allowedMethods } from '@latchkey/api/http/allowed-methods';
import { acceptClientHints } from '@latchkey/sessions/client-hints';
import { answerNowhere } from '@latchkey/api/http/refusal-answer';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Shells } from './shells.ts';

/** The page's own addresses. All of them are answered with the shell, whose script looks at the address itself. */
export const pageAddresses: readonly string[] = [
  '/signin',
  '/signup',
  '/sessions',
  '/history',
  '/new-device',
  '/recovery',
  '/verification',
  '/not-mine',
];

export interface PageOptions {
  /** The folder of the built page. */
  readonly root: string;
  /** Whether the start, and every address that is nobody's, belong to the application that the page lives in. */
  readonly isGuest?: boolean;
  /** Which methods addresses answer to, where routes of other plugins count too. */
  readonly methodsAt?: AllowedMethods;
}

/** Serves the built page from a folder: hashed files for a year, the shell anew each time, in the reader's language. */
export function pagePlugin(app: FastifyInstance, options: PageOptions, done: () => void): void {
  const { root, isGuest = false, methodsAt = allowedMethods(app) } = options;
  const shells = Shells.read(join(root, 'shells'));
  const answerShell = ({ headers }: FastifyRequest, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language, cookie')
      .header('accept-ch', acceptClientHints)
      .send(shells.for(headers));

  app.register(fastifyStatic, {
    root,
    index: false,
    wildcard: false,
    // They are answered at the page's own addresses.
    globIgnore: ['shells/**'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: setCaching,
  });
  for (const address of pageAddresses) {
    app.get(address, answerShell);
    app.get(`${address}/`, ({ url }, reply) => reply.redirect(address + url.slice(address.length + 1), 308));
  }
  if (isGuest) return done();
  app.get('/', answerShell);
  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) void answerShell(request, reply.status(404));
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
