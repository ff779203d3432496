import cookie from '@fastify/cookie';
import session from '@fastify/session';
import Fastify from 'fastify';
import { anyPort, ready } from '../ready.ts';
import { redisStore } from './redis-store.ts';
import './session-user.ts';
import { variable } from '../variable.ts';

const app = Fastify();
app.register(cookie);
app.register(session, {
  secret: variable('SECRET'),
  store: await redisStore(),
  rolling: variable('ROLLING') === 'true',
  saveUninitialized: false,
  // The loopback interface has no TLS.
  cookie: { secure: false, maxAge: 86_400_000 },
});
app.get('/myself', async (request, reply) => {
  const { user } = request.session;
  return user ? { user } : reply.status(401).send({ error: 'Unauthorized' });
});
await app.listen(anyPort);
ready(app.server.address());
