import { createHash, randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { anyPort, ready } from './ready.ts';
import { variable } from './variable.ts';

export interface Caller {
  readonly id: number;
  readonly email: string;
}

export interface ListRow {
  readonly id: string | bigint;
  readonly user_agent: string;
  readonly information: string | null;
  readonly last_used_at: Date;
}

/** A Fastify application that sends Latchkey's headers with every answer, and a request id of its own with each. */
export function latchkeyLike(): FastifyInstance {
  const headers: Record<string, string> = JSON.parse(variable('ANSWER_HEADERS'));
  const app = Fastify({ genReqId: () => randomUUID() });
  app.addHook('onRequest', async ({ id }, reply) => {
    reply.headers(headers).header('x-request-id', id);
  });
  return app;
}

/** Begins to listen, and says so. */
export async function listen(app: FastifyInstance): Promise<void> {
  await app.listen(anyPort);
  ready(app.server.address());
}

/** SHA-256 of the Bearer token, or null where there is none. */
export function tokenHash({ headers }: FastifyRequest): Buffer | null {
  const { authorization } = headers;
  if (authorization === undefined || !authorization.startsWith('Bearer ')) return null;
  return createHash('sha256').update(authorization.slice(7)).digest();
}

export const myselfBody = ({ id, email }: Caller) => ({ msg: 'Information about yourself', user: { id, email } });

export const refusalBody = { msg: 'Token is incorrect!', error_code: 'token_incorrect' };

/** The documented list. The user agent is passed on as it is: naming the device in it is Latchkey's own extra. */
export const listBody = (rows: readonly ListRow[]) => ({
  msg: 'List of all sessions',
  sessions: rows.map(({ id, user_agent, information, last_used_at }) => ({
    id: Number(id),
    information: information ?? user_agent,
    last_used: last_used_at.toISOString().replace('Z', '000Z'),
    delete_session: { href: `api/v1/user/myself/session/${id}`, method: 'DELETE' },
  })),
});
