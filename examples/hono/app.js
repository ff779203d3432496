// A Hono application with users and passwords of its own. Latchkey keeps the sessions, below /account of the same address.
import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createLatchkey, sessionHeaders } from '@latchkey/node';
import { requestOf, requireSession } from '@latchkey/node/hono';
import { hashSync, verify } from '@node-rs/bcrypt';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';

const origin = process.env.LATCHKEY ?? 'http://127.0.0.1:3000';
const latchkey = createLatchkey({ url: `${origin}/account`, serviceKey: process.env.LATCHKEY_KEY });
const users = [
  { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', email: 'ada@example.com', passwordHash: hashSync('swordfish', 10) },
];

/** The user whose password a form has. @param {import('hono').Context} context */
async function provedUser({ req }) {
  const form = new URLSearchParams(await req.text());
  const user = users.find(({ email }) => email === form.get('email'));
  return user && (await verify(form.get('password') ?? '', user.passwordHash)) ? user : undefined;
}

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><title>Invoices</title>${body}`;
/** Its form posts to the address of the page. @param {string} title */
const signIn = (title) =>
  page(`<h1>${title}</h1><form method="post"><label>E-mail <input name="email" type="email"></label>
    <label>Password <input name="password" type="password"></label> <button>Continue</button></form>`);
/** @param {import('hono').Context} context @param {string} path @param {Parameters<typeof sessionHeaders>[0]} issued */
function redirectWith(context, path, issued) {
  for (const [name, value] of sessionHeaders(issued)) context.header(name, value, { append: true });
  return context.redirect(path, 303);
}

/** @type {Hono<{ Variables: import('@latchkey/node/hono').SessionVariables }>} */
const app = new Hono();
app.all('/account/*', (context) => {
  const { pathname, search } = new URL(context.req.url);
  // Latchkey believes the address of the connection by its TRUST_PROXY=1.
  const headers = { ...context.req.header(), 'x-forwarded-for': getConnInfo(context).remote.address };
  return proxy(`${origin}${pathname}${search}`, { raw: context.req.raw, headers, redirect: 'manual' });
});

app.get('/login', (context) => context.html(signIn('Welcome')));
app.post('/login', async (context) => {
  const user = await provedUser(context);
  if (!user) return context.html(signIn('That was not right'), 401);
  const profile = { subject: user.id, email: user.email, methods: ['pwd'] };
  return redirectWith(context, '/', await latchkey.sessions.begin(requestOf(context), profile));
});
app.post('/logout', async (context) =>
  redirectWith(context, '/login', await latchkey.sessions.logout(requestOf(context))),
);

// Every other page needs a session. It is checked at each request, so that one that has ended is refused at the next.
app.use(requireSession(latchkey, { redirectTo: (path) => `/account/signin?next=${encodeURIComponent(path)}` }));
app.get('/', (context) =>
  context.html(
    page(`<h1>Invoices of ${context.get('session').email}</h1><p><a href="/account/sessions">Your devices</a></p>
    <form method="post" action="/logout"><button>Sign out</button></form>`),
  ),
);
// STEP_UP_URL: the page of devices leads here before one device ends others.
app.get('/confirm', (context) => context.html(signIn('Confirm it’s you')));
app.post('/confirm', async (context) => {
  const user = await provedUser(context);
  if (user?.id !== context.get('session').subject) return context.html(signIn('That was not you'), 403);
  const proof = { subject: user.id, methods: ['pwd'], request: context.req.query('request') };
  const confirmed = await latchkey.sessions.confirm(requestOf(context), proof);
  return redirectWith(context, confirmed.returnTo ?? '/account/sessions', confirmed);
});

const port = Number(process.env.PORT ?? 4000);
serve({ fetch: app.fetch, port, hostname: 'localhost' }, () => console.log(`ready: http://localhost:${port}`));
