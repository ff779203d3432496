import { NodePostgresAdapter } from '@lucia-auth/adapter-postgresql';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { Lucia } from 'lucia';
import pg from 'pg';
import { anyPort, ready } from '../ready.ts';
import { variable } from '../variable.ts';

const pool = new pg.Pool({ connectionString: variable('DATABASE_URL'), max: 10 });
const lucia = new Lucia(new NodePostgresAdapter(pool, { user: 'auth_user', session: 'user_session' }), {
  sessionCookie: { attributes: { secure: false } },
  getUserAttributes: ({ email }) => ({ email }),
});

declare module 'lucia' {
  interface Register {
    Lucia: typeof lucia;
    DatabaseUserAttributes: { email: string };
  }
}

const userOf = async ({ headers }: FastifyRequest, reply: FastifyReply) => {
  const sessionId = lucia.readSessionCookie(headers.cookie ?? '');
  if (sessionId === null) return null;
  const { session, user } = await lucia.validateSession(sessionId);
  if (session?.fresh) reply.header('set-cookie', lucia.createSessionCookie(session.id).serialize());
  if (!session) reply.header('set-cookie', lucia.createBlankSessionCookie().serialize());
  return user;
};

const app = Fastify();
app.get('/myself', async (request, reply) => {
  const user = await userOf(request, reply);
  return user ? { user } : reply.status(401).send({ error: 'Unauthorized' });
});
app.get('/sessions', async (request, reply) => {
  const user = await userOf(request, reply);
  if (!user) return reply.status(401).send({ error: 'Unauthorized' });
  return { sessions: await lucia.getUserSessions(user.id) };
});
await app.listen(anyPort);
ready(app.server.address());
