import { fromNodeHeaders } from 'better-auth/node';
import Fastify, { type FastifyReply, type FastifyRequest, type onRequestAsyncHookHandler } from 'fastify';
import { anyPort, ready } from '../ready.ts';
import {
  type AuthenticatingLatchkey,
  type LatchkeySession,
  anyone,
  authentication,
  loadAdapter,
  openBetterAuth,
  openLatchkey,
  openMap,
} from './authentication.ts';

interface Adapter {
  requireSession(latchkey: AuthenticatingLatchkey): onRequestAsyncHookHandler;
  sessionOf(request: FastifyRequest): LatchkeySession;
}

const app = Fastify();
const kind = authentication();
if (kind === 'none') {
  app.get('/myself', async () => ({ user: anyone }));
} else if (kind === 'map') {
  const find = openMap();
  app.decorateRequest('caller', null);
  app.route<{ Reply: object }>({
    method: 'GET',
    url: '/myself',
    onRequest(request, reply, done) {
      const session = find(request.headers.cookie);
      if (!session) return void reply.code(401).send({ error: 'Unauthorized' });
      request.setDecorator('caller', session);
      done();
    },
    handler: async (request) => ({ user: { email: request.getDecorator<LatchkeySession>('caller').email } }),
  });
} else if (kind === 'latchkey') {
  const latchkey = await openLatchkey();
  const { requireSession, sessionOf } = await loadAdapter<Adapter>('fastify');
  const answer = async (request: FastifyRequest) => ({ user: { email: sessionOf(request).email } });
  app.route({ method: 'GET', url: '/myself', onRequest: requireSession(latchkey), handler: answer });
} else {
  const auth = openBetterAuth();
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
    if (session) return { user: { email: session.user.email } };
    return reply.status(401).send({ error: 'Unauthorized' });
  };
  app.get('/myself', answer);
}
await app.listen(anyPort);
ready(app.server.address());
