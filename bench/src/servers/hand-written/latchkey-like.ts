import { createHash, randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { anyPort, ready } from '../ready.ts';
import { variable } from '../variable.ts';

export interface Caller {
  readonly id: number;
  readonly email: string;
}

export interface ListRow {
  readonly id: string | bigint;
  readonly user_agent: string;
  readonly client_label: string | null;
  readonly last_used_at: Date;
}

/** A Fastify application that sends Latchkey's headers and a request id with every answer. */
export function latchkeyLike(): FastifyInstance {
  const headers: Record<string, string> = JSON.parse(variable('ANSWER_HEADERS'));
  const app = Fastify({ genReqId: () => randomUUID() });
  app.addHook('onRequest', async ({ id }, reply) => {
    reply.headers(headers).header('x-request-id', id);
  });
  return app;
}

/** Starts to listen, and reports it. */
export async function listen(app: FastifyInstance): Promise<void> {
  await app.listen(anyPort);
  ready(app.server.address());
}

/** The SHA-256 of the Bearer token, or null without one. */
export function tokenHash({ headers }: FastifyRequest): Buffer | null {
  const { authorization } = headers;
  if (authorization === undefined || !authorization.startsWith('Bearer ')) return null;
  return createHash('sha256').update(authorization.slice(7)).digest();
}

export const myselfBody = ({ id, email }: Caller) => ({ msg: 'Information about yourself', user: { id, email } });

export const refusalBody = { msg: 'Token is incorrect!', error_code: 'token_incorrect' };

/** The documented list. The user agent is copied: parsing it is an extra of Latchkey. */
export const listBody = (rows: readonly ListRow[]) => ({
  msg: 'List of all sessions',
  sessions: rows.map(({ id, user_agent, client_label, last_used_at }) => ({
    id: Number(id),
    information: client_label ?? user_agent,
    last_used: last_used_at.toISOString().replace('Z', '000Z'),
    delete_session: { href: `api/v1/user/myself/session/${id}`, method: 'DELETE' },
  })),
});
