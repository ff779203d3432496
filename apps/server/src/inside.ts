import { latchkeyApi } from '@latchkey/api/http/api-plugin';
import { cookies } from '@latchkey/api/http/cookie';
import { credentialsIn } from '@latchkey/api/http/credentials';
import { answerError } from '@latchkey/api/http/refusal-answer';
import { securityHeaders } from '@latchkey/api/http/security-headers';
import { refusalOf } from '@latchkey/api/refusal';
import type { User } from '@latchkey/sessions/user';
import type { FastifyHttpOptions, FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify';
import type { Server } from 'node:http';
import { readEnvironment } from './environment.ts';
import { bodyLimit } from './http-limits.ts';
import { httpServerOptions, limitConnections, checkHeaders } from './http-server.ts';
import { openLatchkey } from './latchkey.ts';
import { pageFilesPlugin } from './page-files/page-files.ts';
import { pageRoot } from './page-root.ts';
import { pagePlugin } from './page.ts';
import { proxyHint } from './proxy-hint.ts';

/** Latchkey in the process of an application of Fastify's. */
export interface LatchkeyInside {
  /** With what the application is made: `Fastify({ ...options })`. */
  readonly options: FastifyHttpOptions<Server>;
  /** The routes and the page. Everything else is the application's. */
  readonly plugin: FastifyPluginCallback;
  /**
   * Who sent a request, or null for nobody.
   * @throws {PersonUnavailable} where that cannot be said at this moment.
   */
  personOf(request: Pick<FastifyRequest, 'headers'>): Promise<User | null>;
  /** Joins the other instances, and listens where the settings say. The process then ends when it is asked to. */
  listen(app: FastifyInstance): Promise<string>;
}

/** The database is away, or too much waits for it. Fastify answers it with 503 and `Retry-After`. */
export class PersonUnavailable extends Error {
  override readonly name = 'PersonUnavailable';
  readonly statusCode = 503;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ message, retryAfter }: ReturnType<typeof refusalOf>, cause: unknown) {
    super(message, { cause });
    this.headers = { 'retry-after': String(retryAfter ?? 2) };
  }
}

/** Opens the database that the settings name, by the same settings as Latchkey alone. */
export async function latchkeyInside(source: NodeJS.ProcessEnv): Promise<LatchkeyInside> {
  const environment = readEnvironment(source, process.cwd());
  const { trustProxy, httpLimits, hsts } = environment;
  const latchkey = await openLatchkey(environment);
  const { services, publicUrl, pageFiles, metrics } = latchkey;
  const jar = cookies(publicUrl);
  const headers = securityHeaders({ secure: publicUrl.protocol === 'https:', hsts });
  return {
    options: httpServerOptions({ trustProxy, httpLimits }),
    plugin(app, _options, done) {
      limitConnections(app, {
        trustProxy,
        httpLimits,
        onConnectionRefused: (limit) => metrics.onConnectionRefused(limit),
      });
      app.addHook('onRoute', (route) => {
        route.bodyLimit ??= bodyLimit;
      });
      app.addHook('onRequest', (_request, reply, next) => {
        reply.headers(headers);
        next();
      });
      app.addHook('onRequest', checkHeaders);
      app.addHook('onRequest', proxyHint());
      app.setErrorHandler(answerError);
      if (environment.metrics) metrics.time(app);
      app.register(latchkeyApi, { services, publicUrl });
      app.register(pagePlugin, { root: pageRoot, isGuest: true });
      if (pageFiles) app.register(pageFilesPlugin, { files: pageFiles });
      done();
    },
    async personOf(request) {
      const { token, boundCookie } = credentialsIn(request.headers, jar);
      if (token === null) return null;
      try {
        const found = await services.authenticator.authenticate(token, boundCookie);
        return found.ok ? found.value.user : null;
      } catch (error) {
        const refusal = refusalOf(error);
        throw refusal.status === 503 ? new PersonUnavailable(refusal, error) : error;
      }
    },
    listen: (app) => latchkey.listen(app),
  };
}
