import { serve } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
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
  requireSession(latchkey: AuthenticatingLatchkey): MiddlewareHandler;
}

const app = new Hono<{ Variables: { session: LatchkeySession } }>();
const kind = authentication();
if (kind === 'none') {
  app.get('/myself', async (context) => context.json({ user: anyone }));
} else if (kind === 'map') {
  const find = openMap();
  app.get(
    '/myself',
    async (context, next) => {
      const session = find(context.req.header('cookie'));
      if (!session) return context.json({ error: 'Unauthorized' }, 401);
      context.set('session', session);
      return next();
    },
    async (context) => context.json({ user: { email: context.get('session').email } }),
  );
} else if (kind === 'latchkey') {
  const latchkey = await openLatchkey();
  const { requireSession } = await loadAdapter<Adapter>('hono');
  app.get('/myself', requireSession(latchkey), async (context) =>
    context.json({ user: { email: context.get('session').email } }),
  );
} else {
  const auth = openBetterAuth();
  app.get('/myself', async (context) => {
    const session = await auth.api.getSession({ headers: context.req.raw.headers });
    if (session) return context.json({ user: { email: session.user.email } });
    return context.json({ error: 'Unauthorized' }, 401);
  });
}
serve({ fetch: app.fetch, port: anyPort.port, hostname: anyPort.host }, ready);
