import { latchkeyApi } from '@latchkey/api/http/api-plugin';
import { answerError } from '@latchkey/api/http/refusal-answer';
import { securityHeaders } from '@latchkey/api/http/security-headers';
import type { Services } from '@latchkey/api/request-context';
import Fastify, { type FastifyInstance } from 'fastify';
import { pagePlugin } from './page.ts';

/** Nothing that anyone sends here is larger than a sign-up form. */
const bodyLimit = 64 * 1024;

export interface ServerOptions {
  readonly services: Services;
  readonly publicUrl: URL;
  /** The folder of the built page. */
  readonly pageRoot: string;
}

/** The whole HTTP application, not yet listening. */
export function createServer({ services, publicUrl, pageRoot }: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    forceCloseConnections: true,
    frameworkErrors: answerError,
    logger: { level: 'warn' },
    routerOptions: { maxParamLength: 4096 },
  });
  const headers = securityHeaders({ secure: publicUrl.protocol === 'https:' });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
  app.setErrorHandler(answerError);
  app.register(latchkeyApi, { services, publicUrl });
  app.register(pagePlugin, { root: pageRoot });
  return app;
}
