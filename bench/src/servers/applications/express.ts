import { fromNodeHeaders } from 'better-auth/node';
import express, { type Request, type RequestHandler } from 'express';
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
  requireSession(latchkey: AuthenticatingLatchkey): RequestHandler;
  sessionOf(request: Request): LatchkeySession;
}

const app = express();
const kind = authentication();
if (kind === 'none') {
  app.get('/myself', (_request, response) => void response.json({ user: anyone }));
} else if (kind === 'map') {
  const find = openMap();
  app.get(
    '/myself',
    (request, response, next) => {
      const session = find(request.headers.cookie);
      if (!session) return void response.status(401).json({ error: 'Unauthorized' });
      response.locals['session'] = session;
      next();
    },
    (_request, response) => void response.json({ user: { email: response.locals['session'].email } }),
  );
} else if (kind === 'latchkey') {
  const latchkey = await openLatchkey();
  const { requireSession, sessionOf } = await loadAdapter<Adapter>('express');
  app.get(
    '/myself',
    requireSession(latchkey),
    (request, response) => void response.json({ user: { email: sessionOf(request).email } }),
  );
} else {
  const auth = openBetterAuth();
  app.get('/myself', (request, response, next) => {
    auth.api.getSession({ headers: fromNodeHeaders(request.headers) }).then((session) => {
      if (session) response.json({ user: { email: session.user.email } });
      else response.status(401).json({ error: 'Unauthorized' });
    }, next);
  });
}
const server = app.listen(anyPort.port, anyPort.host, () => ready(server.address()));
