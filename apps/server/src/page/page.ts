import { join } from 'node:path';
import { type AllowedMethods, allowedMethods, answerNotFound } from '@latchkey/api/http/not-found';
import { acceptClientHints } from '@latchkey/sessions/devices/client-hints';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Brand, defaultBrand } from '../config/brand.ts';
import { brandFilesOf } from './brand-files.ts';
import { answerPageFile, assetsPath } from './page-files.ts';
import { Shells } from './shells.ts';

/** The paths of the page below the base path. All are answered with the shell, whose script routes by the path. */
export const pagePaths: readonly string[] = [
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
  readonly brand?: Brand;
  /** The path below which the page is, without a slash at its end. Empty without it. */
  readonly basePath?: string;
  /** Whether `/` and unknown paths belong to an application in the same process. */
  readonly isEmbedded?: boolean;
  /** The methods of each path, for 405. By default those of routes that are registered after this plugin. */
  readonly methodsAt?: AllowedMethods;
}

/** Serves the built page: hashed files are cached for a year, the shell is revalidated, in the reader's language. */
export function pagePlugin(app: FastifyInstance, options: PageOptions, done: () => void): void {
  const { root, brand = defaultBrand, basePath = '', isEmbedded = false, methodsAt = allowedMethods(app) } = options;
  const brandFiles = brandFilesOf(brand);
  const shells = Shells.read(join(root, 'shells'), brand, brandFiles, basePath);
  const answerShell = ({ headers, routeOptions }: FastifyRequest, reply: FastifyReply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language, cookie')
      .header('accept-ch', acceptClientHints)
      .send(shells.for(headers, routeOptions.url?.slice(basePath.length) ?? '/'));

  app.register(fastifyStatic, {
    root,
    prefix: `${basePath}/`,
    index: false,
    wildcard: false,
    // The shells are answered at the page's paths, and compressed files at those of the files.
    globIgnore: ['shells/**', '**/*.br', '**/*.gz'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: setCaching,
  });
  for (const file of Object.values(brandFiles)) {
    if (file)
      app.get(`${basePath}/${assetsPath}/${file.name}`, (request, reply) => answerPageFile(file, request, reply));
  }
  // `/` has no form without its slash, and belongs to the application where there is one.
  for (const path of [...(basePath === '' ? [] : ['']), ...pagePaths].map((own) => `${basePath}${own}`)) {
    app.get(path, answerShell);
    app.get(`${path}/`, ({ url }, reply) => reply.redirect(path + url.slice(path.length + 1), 308));
  }
  if (isEmbedded) return done();
  if (basePath === '') app.get('/', answerShell);
  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) void answerShell(request, reply.status(404));
    else answerNotFound(methodsAt(request.url), request, reply);
  });
  done();
}

/** Files in `assets` have a hash in their name, so they never change. Others may change under the same name. */
function setCaching(reply: { header(name: string, value: string): unknown }, path: string): void {
  const hashed = /[\\/]assets[\\/]/.test(path);
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && (headers.accept ?? '').includes('text/html');
}
