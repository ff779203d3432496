// A Hono application with users and passwords of its own. Latchkey keeps the sessions.
import { serve } from '@hono/node-server';
import { createLatchkey, forwardedFor, sessionHeaders } from '@latchkey/node';
import { requestOf, requireSession } from '@latchkey/node/hono';
import { hashSync, verify } from '@node-rs/bcrypt';
import { Hono } from 'hono';

const latchkey = createLatchkey({
  url: process.env.LATCHKEY ?? 'http://127.0.0.1:3000',
  serviceKey: process.env.LATCHKEY_KEY,
  // Behind a proxy the connection has the address of the proxy.
  ...(process.env.TRUST_PROXY === '1' ? { clientIp: forwardedFor } : {}),
});
// Where Latchkey has a path of its own, as `BASE_PATH` gives it.
const basePath = process.env.BASE_PATH ?? '';
const users = [
  { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', email: 'ada@example.com', passwordHash: hashSync('swordfish', 10) },
];

/** @type {Hono<{ Variables: import('@latchkey/node/hono').SessionVariables }>} */
const app = new Hono();

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><title>Invoices</title>${body}`;

/** @param {string} title */
const signIn = (title) =>
  page(`<h1>${title}</h1><form method="post"><label>E-mail <input name="email" type="email"></label>
    <label>Password <input name="password" type="password"></label> <button>Continue</button></form>`);

app.get('/login', (context) => context.html(signIn('Welcome')));
app.post('/login', async (context) => {
  const form = new URLSearchParams(await context.req.text());
  const user = users.find(({ email }) => email === form.get('email'));
  if (!user || !(await verify(form.get('password') ?? '', user.passwordHash)))
    return context.html(signIn('That was not right'), 401);
  const profile = { subject: user.id, email: user.email, methods: ['pwd'] };
  const issued = await latchkey.sessions.begin(requestOf(context), profile);
  for (const [name, value] of sessionHeaders(issued)) context.header(name, value, { append: true });
  return context.redirect('/', 303);
});

app.post('/logout', async (context) => {
  const ended = await latchkey.sessions.logout(requestOf(context));
  for (const [name, value] of sessionHeaders(ended)) context.header(name, value, { append: true });
  return context.redirect('/login', 303);
});

// It is checked at each request, so that a session that has ended is refused at the next.
app.get('/', requireSession(latchkey, { redirectTo: '/login' }), (context) =>
  context.html(
    page(`<h1>Invoices of ${context.get('session').subject}</h1><p><a href="${basePath}/sessions">Your devices</a></p>
    <form method="post" action="/logout"><button>Sign out</button></form>`),
  ),
);

const port = Number(process.env.PORT ?? 4000);
serve({ fetch: app.fetch, port, hostname: 'localhost' }, () => console.log(`ready: http://localhost:${port}`));
