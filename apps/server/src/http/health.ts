import type { FastifyInstance, FastifyReply } from 'fastify';

/** Whether this process should receive requests, or the reason why not. */
export type Readiness = 'ready' | 'draining' | 'no_database';

/** Monitors request these all the time, so the request log leaves them out. */
export const healthPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/**
 * For monitors and balancers. Without 200 from `/healthz` the process should be restarted; without 200 from `/readyz` it
 * should receive no requests. `/healthz` does not depend on the database, because a restart would not bring it back.
 */
export function healthPlugin(
  app: FastifyInstance,
  { readiness }: { readonly readiness: () => Readiness },
  done: () => void,
): void {
  app.get('/healthz', (_request, reply) => answer(reply, true, 'alive'));
  app.get('/readyz', (_request, reply) => {
    const status = readiness();
    return answer(reply, status === 'ready', status);
  });
  done();
}

function answer(reply: FastifyReply, isWell: boolean, status: string): FastifyReply {
  return reply
    .status(isWell ? 200 : 503)
    .header('cache-control', 'no-store')
    .send({ status });
}
