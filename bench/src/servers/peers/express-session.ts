import connectPgSimple from 'connect-pg-simple';
import express from 'express';
import session from 'express-session';
import pg from 'pg';
import { anyPort, ready } from '../ready.ts';
import { redisStore } from './redis-store.ts';
import './session-user.ts';
import { hasVariable, variable } from '../variable.ts';

const postgresStore = () => {
  const PostgresStore = connectPgSimple(session);
  return new PostgresStore({ pool: new pg.Pool({ connectionString: variable('DATABASE_URL'), max: 10 }) });
};

const app = express();
app.use(
  session({
    store: hasVariable('REDIS_URL') ? await redisStore() : postgresStore(),
    secret: variable('SECRET'),
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 86_400_000 },
  }),
);
app.get('/myself', (request, response) => {
  const { user } = request.session;
  if (user) response.json({ user });
  else response.status(401).json({ error: 'Unauthorized' });
});
const server = app.listen(anyPort.port, anyPort.host, () => ready(server.address()));
