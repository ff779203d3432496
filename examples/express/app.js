// An Express application with users and passwords of its own. Latchkey keeps the sessions, below /account of the same address.
import { createLatchkey } from '@latchkey/node';
import { requireSession, sessionOf, setSession } from '@latchkey/node/express';
import { hashSync, verify } from '@node-rs/bcrypt';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

const url = `${process.env.LATCHKEY ?? 'http://127.0.0.1:3000'}/account`;
const latchkey = createLatchkey({ url, serviceKey: process.env.LATCHKEY_KEY });
const users = [
  { id: '0f7b1c52-6f0e-4a57-9b53-1f1d3d5c8a01', email: 'ada@example.com', passwordHash: hashSync('swordfish', 10) },
];

/** The user whose password this is. @param {Record<string, unknown>} form */
async function provedUser({ email, password }) {
  const user = users.find((one) => one.email === email);
  return user && (await verify(String(password), user.passwordHash)) ? user : undefined;
}

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><title>Invoices</title>${body}`;
/** Its form posts to the address of the page. @param {string} title */
const signIn = (title) =>
  page(`<h1>${title}</h1><form method="post"><label>E-mail <input name="email" type="email"></label>
    <label>Password <input name="password" type="password"></label> <button>Continue</button></form>`);

const app = express();
// Adds the address of the connection, which Latchkey believes by its TRUST_PROXY=1.
app.use('/account', createProxyMiddleware({ target: url, xfwd: true }));
app.use(express.urlencoded({ extended: false }));

app.get('/login', (_request, response) => void response.send(signIn('Welcome')));
app.post('/login', async (request, response) => {
  const user = await provedUser(request.body);
  if (!user) {
    response.status(401).send(signIn('That was not right'));
    return;
  }
  const profile = { subject: user.id, email: user.email, methods: ['pwd'] };
  setSession(response, await latchkey.sessions.begin(request, profile));
  response.redirect(303, '/');
});
app.post('/logout', async (request, response) => {
  setSession(response, await latchkey.sessions.logout(request));
  response.redirect(303, '/login');
});

// Every other page needs a session. It is checked at each request, so that one that has ended is refused at the next.
app.use(requireSession(latchkey, { redirectTo: (path) => `/account/signin?next=${encodeURIComponent(path)}` }));
app.get('/', (request, response) => {
  response.send(
    page(`<h1>Invoices of ${sessionOf(request).email}</h1><p><a href="/account/sessions">Your devices</a></p>
    <form method="post" action="/logout"><button>Sign out</button></form>`),
  );
});
// STEP_UP_URL: the page of devices leads here before one device ends others.
app.get('/confirm', (_request, response) => void response.send(signIn('Confirm it’s you')));
app.post('/confirm', async (request, response) => {
  const user = await provedUser(request.body);
  if (user?.id !== sessionOf(request).subject) {
    response.status(403).send(signIn('That was not you'));
    return;
  }
  const stepUp = new URLSearchParams(request.url.split('?')[1]).get('request');
  const proof = { subject: user.id, methods: ['pwd'], request: stepUp };
  const confirmed = await latchkey.sessions.confirm(request, proof);
  setSession(response, confirmed);
  response.redirect(303, confirmed.returnTo ?? '/account/sessions');
});

const port = Number(process.env.PORT ?? 4000);
app.listen(port, 'localhost', () => console.log(`ready: http://localhost:${port}`));
