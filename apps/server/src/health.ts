import type { FastifyInstance, FastifyReply } from 'fastify';

/** Whether this process should get requests, and why not. */
export type Readiness = 'ready' | 'draining' | 'no_database';

/** Whoever asks these, asks all day long: not worth a line in the log. */
export const healthPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/**
 * For whoever watches over this process. `/healthz`: it lives; where not, restart it. `/readyz`: it should get requests;
 * where not (503), send them elsewhere. A restart helps nothing against a database that is away, so the first knows
 * nothing of it.
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
