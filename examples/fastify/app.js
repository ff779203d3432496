// A Fastify application with users and passwords of its own. Latchkey keeps the sessions, below /account of the same address.
import formBody from '@fastify/formbody';
import httpProxy from '@fastify/http-proxy';
import { createLatchkey } from '@latchkey/node';
import { requireSession, sessionOf, setSession } from '@latchkey/node/fastify';
import { hashSync, verify } from '@node-rs/bcrypt';
import Fastify from 'fastify';

const upstream = process.env.LATCHKEY ?? 'http://127.0.0.1:3000';
const latchkey = createLatchkey({ url: `${upstream}/account`, serviceKey: process.env.LATCHKEY_KEY });
const users = [
  { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', email: 'ada@example.com', passwordHash: hashSync('swordfish', 10) },
];

/** The user whose password this is. @param {any} form */
async function provedUser({ email, password }) {
  const user = users.find((one) => one.email === email);
  return user && (await verify(String(password), user.passwordHash)) ? user : undefined;
}

/** @param {import('fastify').FastifyReply} reply @param {string} body */
const sendPage = (reply, body) =>
  reply.type('text/html; charset=utf-8').send(`<!doctype html><html lang="en"><title>Invoices</title>${body}`);
/** Its form posts to the address of the page. @param {import('fastify').FastifyReply} reply @param {string} title */
const sendSignIn = (reply, title) =>
  sendPage(
    reply,
    `<h1>${title}</h1><form method="post"><label>E-mail <input name="email" type="email"></label>
    <label>Password <input name="password" type="password"></label> <button>Continue</button></form>`,
  );

const app = Fastify();
/** Latchkey believes the address of the connection by its TRUST_PROXY=1. @type {import('@fastify/http-proxy').FastifyHttpProxyOptions['replyOptions']} */
const replyOptions = { rewriteRequestHeaders: ({ ip }, headers) => ({ ...headers, 'x-forwarded-for': ip }) };
app.register(httpProxy, { upstream, prefix: '/account', rewritePrefix: '/account', replyOptions });
app.register(formBody);

app.get('/login', (_request, reply) => sendSignIn(reply, 'Welcome'));
app.post('/login', async (request, reply) => {
  const user = await provedUser(request.body);
  if (!user) return sendSignIn(reply.code(401), 'That was not right');
  setSession(reply, await latchkey.sessions.begin(request, { subject: user.id, email: user.email, methods: ['pwd'] }));
  return reply.redirect('/', 303);
});
app.post('/logout', async (request, reply) => {
  setSession(reply, await latchkey.sessions.logout(request));
  return reply.redirect('/login', 303);
});

// It is checked at each request, so that a session that has ended is refused at the next.
const redirectTo = (/** @type {string} */ path) => `/account/signin?next=${encodeURIComponent(path)}`;
const onRequest = requireSession(latchkey, { redirectTo });
app.get('/', { onRequest }, (request, reply) =>
  sendPage(
    reply,
    `<h1>Invoices of ${sessionOf(request).email}</h1><p><a href="/account/sessions">Your devices</a></p>
    <form method="post" action="/logout"><button>Sign out</button></form>`,
  ),
);
// STEP_UP_URL: the page of devices leads here before one device ends others.
app.get('/confirm', { onRequest }, (_request, reply) => sendSignIn(reply, 'Confirm it’s you'));
app.post('/confirm', { onRequest }, async (request, reply) => {
  const user = await provedUser(request.body);
  if (user?.id !== sessionOf(request).subject) return sendSignIn(reply.code(403), 'That was not you');
  const stepUp = new URLSearchParams(request.url.split('?')[1]).get('request');
  const confirmed = await latchkey.sessions.confirm(request, { subject: user.id, methods: ['pwd'], request: stepUp });
  setSession(reply, confirmed);
  return reply.redirect(confirmed.returnTo ?? '/account/sessions', 303);
});

console.log(`ready: ${await app.listen({ port: Number(process.env.PORT ?? 4000), host: 'localhost' })}`);
