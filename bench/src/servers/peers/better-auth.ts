import { createServer } from 'node:http';
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import pg from 'pg';
import { betterAuthOptions } from './better-auth-options.ts';
import { anyPort, ready } from '../ready.ts';
import { variable } from '../variable.ts';

const server = createServer();
server.listen(anyPort.port, anyPort.host, () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const auth = betterAuth({
    ...betterAuthOptions(new pg.Pool({ connectionString: variable('DATABASE_URL'), max: 10 })),
    baseURL: `http://127.0.0.1:${port}`,
    secret: variable('SECRET'),
    session: { cookieCache: { enabled: variable('COOKIE_CACHE') === 'true', maxAge: 5 * 60 } },
    advanced: { database: { joins: variable('JOINS') === 'true' } },
  });
  const answer = toNodeHandler(auth);
  server.on('request', (request, response) => void answer(request, response));
  ready(address);
});
