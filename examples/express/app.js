// An application with users, passwords and a single sign-on of its own. Latchkey keeps the sessions.
import { createLatchkey } from '@latchkey/node';
import { requireSession, sessionOf, setSession } from '@latchkey/node/express';
import express from 'express';
import { basePath, forwardToLatchkey } from './forward.js';
import { userById, userByPassword, userBySingleSignOn } from './users.js';

const latchkey = createLatchkey({
  url: process.env.LATCHKEY ?? 'http://127.0.0.1:3000',
  serviceKey: process.env.LATCHKEY_KEY,
});
const site = 'http://localhost';
const app = express();
app.use(forwardToLatchkey, express.urlencoded({ extended: false }));

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Invoices</title>${body}`;
/** A form for the password, and a button for users of the single sign-on. @param {string} title @param {string} query */
const proofForm = (title, query) =>
  page(`<h1>${title}</h1>
    <form method="post" action="?${query}">
      <label>E-mail <input name="email" type="email"></label>
      <label>Password <input name="password" type="password"></label>
      <button>Continue</button>
    </form>
    <form method="post" action="?${query}">
      <input type="hidden" name="sso" value="grace@example.com">
      <button>Continue with the company’s single sign-on</button>
    </form>`);
/** @param {import('express').Request} request */
const queryOf = ({ url }) => new URLSearchParams(url.split('?')[1]).toString();

/** The application's own check: the user and how they proved it (RFC 8176), or null. @param {import('express').Request} request */
async function provedUser({ body: { email, password, sso } }) {
  const user = sso === undefined ? await userByPassword(email, password) : userBySingleSignOn(sso);
  return user && { user, methods: [sso === undefined ? 'pwd' : 'sso'] };
}

/** `next`, if it is a path of this site: other sites may link to the sign-in. @param {import('express').Request} request */
function pathAfterSignIn({ query: { next } }) {
  const { origin, pathname, search } = new URL(typeof next === 'string' && URL.canParse(next, site) ? next : '/', site);
  // Two slashes would begin the address of another host.
  return origin === site && !pathname.startsWith('//') ? pathname + search : '/';
}

app.get('/login', (request, response) => void response.send(proofForm('Welcome', queryOf(request))));
app.post('/login', async (request, response) => {
  const proved = await provedUser(request);
  if (!proved) {
    response.status(401).send(proofForm('That was not right', queryOf(request)));
    return;
  }
  const { user, methods } = proved;
  const session = { subject: user.id, email: user.email, displayName: user.name, methods, rememberMe: true };
  setSession(response, await latchkey.sessions.begin(request, session));
  response.redirect(303, pathAfterSignIn(request));
});

app.post('/logout', async (request, response) => {
  setSession(response, await latchkey.sessions.logout(request));
  response.redirect(303, '/login');
});

// Every other page needs a session. It is checked at each request, so that one that has ended is refused at the next.
app.use(requireSession(latchkey, { redirectTo: '/login' }), (request, response, next) => {
  response.locals.user = userById(sessionOf(request).subject);
  if (response.locals.user) next();
  else response.redirect(303, '/login');
});

app.get('/', (_request, response) => {
  response.send(
    page(`<h1>Invoices of ${response.locals.user.name}</h1>
      <p><a href="${basePath}/sessions">Your devices</a> <a href="/confirm">Confirm it’s you</a></p>
      <form method="post" action="/logout"><button>Sign out</button></form>`),
  );
});

// STEP_UP_URL: the page of devices leads here before one device ends others.
app.get('/confirm', (request, response) => void response.send(proofForm('Confirm it’s you', queryOf(request))));
app.post('/confirm', async (request, response) => {
  const proved = await provedUser(request);
  if (proved?.user.id !== response.locals.user.id || !proved) {
    response.status(403).send(proofForm('That was not you', queryOf(request)));
    return;
  }
  const confirmed = await latchkey.sessions.confirm(request, {
    subject: proved.user.id,
    methods: proved.methods,
    request: new URLSearchParams(queryOf(request)).get('request'),
  });
  setSession(response, confirmed);
  response.redirect(303, confirmed.returnTo ?? `${basePath}/sessions`);
});

/** @type {import('express').ErrorRequestHandler} */
const failed = (error, _request, response, _next) => {
  // A step-up request that was used or has expired: the page of devices makes a new one.
  if (error.code === 'step_up_request_unusable') return response.redirect(303, `${basePath}/sessions`);
  console.error(error);
  // Latchkey cannot answer: that is no sign-out.
  response.status(503).set('retry-after', '2').send('Try again in a moment.');
};
app.use(failed);

const port = Number(process.env.PORT ?? 4000);
app.listen(port, 'localhost', () => console.log(`ready: http://localhost:${port}`));
