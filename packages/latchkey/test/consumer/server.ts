// Compiled by types.test.ts as an application has it. Each @ts-expect-error is a mistake that TypeScript has to find.
import { createServer } from 'node:http';
import { type Session, createLatchkey } from '@latchkey/node';
import * as onExpress from '@latchkey/node/express';
import * as onFastify from '@latchkey/node/fastify';
import * as onHono from '@latchkey/node/hono';
import * as onHttp from '@latchkey/node/http';
import * as onNext from '@latchkey/node/next';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';

const latchkey = createLatchkey({ url: 'http://localhost:3000', serviceKey: 'latchkey_service_0' });
// @ts-expect-error -- no address.
createLatchkey({ serviceKey: 'latchkey_service_0' });

const redirectTo = (path: string) => `/login?next=${encodeURIComponent(path)}`;
/** The user of a session that is certainly there. */
const subjectOf = ({ subject }: Session): string => subject;

const app = express();
app.use(onExpress.checkSession(latchkey));
app.get('/account', onExpress.requireSession(latchkey, { redirectTo }), (request, response) => {
  response.send(subjectOf(onExpress.sessionOf(request)));
});
app.get('/', (request, response) => {
  const session = onExpress.optionalSessionOf(request);
  // @ts-expect-error -- there may be no session.
  response.send(session.subject);
  // @ts-expect-error -- an answer has no session.
  onExpress.sessionOf('cookie');
});
// @ts-expect-error -- `redirectTo` returns a path.
onExpress.requireSession(latchkey, { redirectTo: () => 404 });
// @ts-expect-error -- not an instance of Latchkey.
onExpress.requireSession('http://localhost:3000');

const fastify = Fastify();
fastify.get('/account', { onRequest: onFastify.requireSession(latchkey, { redirectTo }) }, (request) =>
  Promise.resolve(subjectOf(onFastify.sessionOf(request))),
);
fastify.addHook('onRequest', onFastify.checkSession(latchkey));
fastify.get('/', (request) => {
  // @ts-expect-error -- there may be no session.
  return Promise.resolve(onFastify.optionalSessionOf(request).subject);
});

const hono = new Hono<{ Variables: onHono.SessionVariables }>();
hono.use(onHono.requireSession(latchkey, { redirectTo }));
hono.get('/account', (context) => context.text(subjectOf(context.get('session'))));
// @ts-expect-error -- no such variable.
hono.get('/', (context) => context.text(context.get('user')));
// Without the variables, the session has no type.
// @ts-expect-error -- see above.
new Hono().get('/', (context) => context.text(context.get('session').subject));

createServer(
  // @ts-expect-error -- a session has no such field.
  onHttp.requireSession(latchkey, (_request, response, session) => response.end(session.password)),
);
// @ts-expect-error -- the handler is missing.
onHttp.requireSession(latchkey, { redirectTo });

export const proxy: (request: Request) => Promise<Response | undefined> = onNext.requireSession(latchkey, {
  redirectTo,
});
export const GET = onNext.withSession<{ params: Promise<{ id: string }> }>(
  latchkey,
  async (_request, session, context) => Response.json([subjectOf(session), (await context.params).id]),
);
// @ts-expect-error -- a route handler answers with a `Response`.
export const POST = onNext.withSession(latchkey, (_request, session) => session.subject);
