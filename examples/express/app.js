// An application with users, passwords and a single sign-on of its own. Latchkey keeps the sessions.
import express from 'express';
import { forwardToLatchkey } from './forward.js';
import { beginSession, confirmUser, endSession, sessionOf } from './latchkey.js';
import { userById, userByPassword, userBySingleSignOn } from './users.js';

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

app.get('/login', (request, response) => void response.send(proofForm('Welcome', queryOf(request))));
app.post('/login', async (request, response) => {
  const proved = await provedUser(request);
  if (!proved) {
    response.status(401).send(proofForm('That was not right', queryOf(request)));
    return;
  }
  const { set_cookie: lines = [] } = await beginSession(request, proved.user, proved.methods);
  response.append('set-cookie', lines).redirect(303, '/');
});

// Every other page needs a session. It is asked for at each request, so that one that has ended is refused at the next.
app.use(async (request, response, next) => {
  const { active, sub } = await sessionOf(request);
  response.locals.user = active ? userById(sub) : null;
  if (response.locals.user) next();
  else response.redirect(303, '/login');
});

app.get('/', (_request, response) => {
  response.send(
    page(`<h1>Invoices of ${response.locals.user.name}</h1>
      <p><a href="/sessions">Your devices</a> <a href="/confirm">Confirm it’s you</a></p>
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
  const confirmed = await confirmUser(request, proved.user.id, proved.methods);
  response.append('set-cookie', confirmed.set_cookie ?? []).redirect(303, confirmed.return_to ?? '/sessions');
});

app.post('/logout', async (request, response) => {
  const { set_cookie: lines = [] } = await endSession(request);
  response.append('set-cookie', lines).redirect(303, '/login');
});

/** Latchkey cannot answer: that is no sign-out. @type {import('express').ErrorRequestHandler} */
const unknown = (error, _request, response, _next) => {
  console.error(error);
  response.status(503).set('retry-after', '2').send('Try again in a moment.');
};
app.use(unknown);

const port = Number(process.env.PORT ?? 4000);
app.listen(port, 'localhost', () => console.log(`ready: http://localhost:${port}`));
