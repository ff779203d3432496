// A Fastify application with users and passwords of its own. Latchkey keeps the sessions.
import { createLatchkey } from '@latchkey/node';
import { requireSession, sessionOf, setSession } from '@latchkey/node/fastify';
import { hashSync, verify } from '@node-rs/bcrypt';
import Fastify from 'fastify';

const latchkey = createLatchkey({
  url: process.env.LATCHKEY ?? 'http://127.0.0.1:3000',
  serviceKey: process.env.LATCHKEY_KEY,
});
// Where Latchkey has a path of its own, as `BASE_PATH` gives it.
const basePath = process.env.BASE_PATH ?? '';
const users = [
  { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', email: 'ada@example.com', passwordHash: hashSync('swordfish', 10) },
];

const app = Fastify({ trustProxy: process.env.TRUST_PROXY === '1' ? '127.0.0.1' : false });
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
  done(null, body),
);

/** @param {import('fastify').FastifyReply} reply @param {string} body */
const sendPage = (reply, body) =>
  reply.type('text/html').send(`<!doctype html><html lang="en"><title>Invoices</title>${body}`);

/** @param {import('fastify').FastifyReply} reply @param {string} title */
const sendSignIn = (reply, title) =>
  sendPage(
    reply,
    `<h1>${title}</h1><form method="post"><label>E-mail <input name="email" type="email"></label>
    <label>Password <input name="password" type="password"></label> <button>Continue</button></form>`,
  );

app.get('/login', (_request, reply) => sendSignIn(reply, 'Welcome'));
app.post('/login', async (request, reply) => {
  const form = new URLSearchParams(String(request.body));
  const user = users.find(({ email }) => email === form.get('email'));
  if (!user || !(await verify(form.get('password') ?? '', user.passwordHash)))
    return sendSignIn(reply.code(401), 'That was not right');
  setSession(reply, await latchkey.sessions.begin(request, { subject: user.id, email: user.email, methods: ['pwd'] }));
  return reply.redirect('/', 303);
});

app.post('/logout', async (request, reply) => {
  setSession(reply, await latchkey.sessions.logout(request));
  return reply.redirect('/login', 303);
});

// It is checked at each request, so that a session that has ended is refused at the next.
app.get('/', { onRequest: requireSession(latchkey, { redirectTo: '/login' }) }, (request, reply) =>
  sendPage(
    reply,
    `<h1>Invoices of ${sessionOf(request).subject}</h1><p><a href="${basePath}/sessions">Your devices</a></p>
    <form method="post" action="/logout"><button>Sign out</button></form>`,
  ),
);

console.log(`ready: ${await app.listen({ port: Number(process.env.PORT ?? 4000) })}`);
