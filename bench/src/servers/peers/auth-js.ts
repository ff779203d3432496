import { type ExpressAuthConfig, ExpressAuth, getSession } from '@auth/express';
import PostgresAdapter from '@auth/pg-adapter';
import express, { type RequestHandler } from 'express';
import pg from 'pg';
import { anyPort, ready } from '../ready.ts';
import { variable } from '../variable.ts';

const pool = new pg.Pool({ connectionString: variable('DATABASE_URL'), max: 10 });
const config: ExpressAuthConfig = {
  adapter: PostgresAdapter(pool),
  providers: [],
  session: { strategy: 'database' },
  secret: variable('AUTH_SECRET'),
  trustHost: true,
  basePath: '/auth',
};

const authenticatedUser: RequestHandler = async (request, response, next) => {
  const session = await getSession(request, config);
  if (session?.user) {
    response.locals['session'] = session;
    next();
  } else {
    response.status(401).json({ error: 'Unauthorized' });
  }
};

const app = express();
app.use('/auth/*splat', ExpressAuth(config));
// oxlint-disable-next-line no-async-endpoint-handlers -- Express 5 awaits them.
app.get('/myself', authenticatedUser, (_request, response) => {
  response.json({ user: response.locals['session'].user });
});
const server = app.listen(anyPort.port, anyPort.host, () => ready(server.address()));
