import { toApiError } from '@latchkey/api/api-error';
import { cookies } from '@latchkey/api/credentials/cookie';
import { credentialsIn } from '@latchkey/api/credentials/credentials';
import { latchkeyApi } from '@latchkey/api/http/api-plugin';
import { answerError } from '@latchkey/api/http/error-response';
import { securityHeaders } from '@latchkey/api/http/security-headers';
import { canonicalIp } from '@latchkey/sessions/geo/ip-address';
import type { User } from '@latchkey/sessions/accounts/user';
import type { FastifyHttpOptions, FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify';
import type { Server } from 'node:http';
import { type Environment, readEnvironment } from './config/environment.ts';
import { bodyLimit } from './config/http-limits.ts';
import { checkHeaders, httpServerOptions, limitConnections } from './http/http-server.ts';
import { proxyHint } from './http/proxy-hint.ts';
import { Instance } from './instance.ts';
import { pageFilesPlugin } from './page/page-files.ts';
import { pageRoot } from './installation.ts';
import { pagePlugin } from './page/page.ts';

/** Latchkey in the process of a Fastify application. @public */
export interface EmbeddedLatchkey {
  /** Options for the application: `Fastify({ ...options })`. */
  readonly options: FastifyHttpOptions<Server>;
  /** Latchkey's routes and page. `/` and all other paths are the application's. */
  readonly plugin: FastifyPluginCallback;
  /**
   * Returns the user whose session a request has, or null without a live session. With the `ip` of the request, the list of
   * sessions shows the country of this use.
   * @throws {LatchkeyUnavailable} if the database is unavailable or overloaded.
   */
  userOf(request: Pick<FastifyRequest, 'headers'> & Partial<Pick<FastifyRequest, 'ip'>>): Promise<User | null>;
  /** Joins the other instances, starts the jobs, and listens at `HOST` and `PORT`. Resolves with the address. */
  listen(app: FastifyInstance): Promise<string>;
}

/** The database is unavailable or overloaded, so the user is unknown. Fastify answers 503 with `Retry-After`. @public */
export class LatchkeyUnavailable extends Error {
  override readonly name = 'LatchkeyUnavailable';
  readonly statusCode = 503;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ message, retryAfter }: ReturnType<typeof toApiError>, cause: unknown) {
    super(message, { cause });
    this.headers = { 'retry-after': String(retryAfter ?? 2) };
  }
}

/**
 * Reads Latchkey's settings from environment variables, and opens the database that they name.
 * @throws {Error} that names the setting if one is wrong or the database cannot be opened.
 * @public
 */
export async function openLatchkey(variables: NodeJS.ProcessEnv): Promise<EmbeddedLatchkey> {
  const environment = readEnvironment(variables, process.cwd());
  const instance = await Instance.open(environment);
  const { services, publicUrl } = instance;
  const jar = cookies(publicUrl, environment.cookieScope);
  return {
    options: httpServerOptions(environment),
    plugin: embeddedPlugin(instance, environment),
    async userOf({ headers, ip }) {
      const { token, boundCookie } = credentialsIn(headers, jar);
      if (token === null) return null;
      try {
        const principal = await services.authenticator.authenticate(
          token,
          boundCookie,
          ip === undefined ? null : () => canonicalIp(ip),
        );
        return principal.ok ? principal.value.user : null;
      } catch (error) {
        const apiError = toApiError(error);
        throw apiError.status === 503 ? new LatchkeyUnavailable(apiError, error) : error;
      }
    },
    listen: (app) => instance.listen(app),
  };
}

/** Its hooks apply to Latchkey's routes alone, because Fastify encapsulates plugins. */
function embeddedPlugin(
  { services, publicUrl, pageFiles, metrics }: Instance,
  { trustProxy, httpLimits, hsts, frames, brand, basePath, cookieScope, metrics: metricsAddress }: Environment,
): FastifyPluginCallback {
  const headers = securityHeaders({ secure: publicUrl.protocol === 'https:', hsts, frames });
  return (app, _options, done) => {
    limitConnections(app, {
      trustProxy,
      httpLimits,
      onConnectionRefused: (limit) => metrics.refusedConnections.inc({ limit }),
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
    if (metricsAddress) metrics.observeRequests(app);
    app.register(latchkeyApi, { services, publicUrl, cookieScope });
    app.register(pagePlugin, { root: pageRoot, brand, basePath, isEmbedded: true });
    if (pageFiles) app.register(pageFilesPlugin, { prefix: basePath, files: pageFiles });
    done();
  };
}
