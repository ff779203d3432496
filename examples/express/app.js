// An application with users, passwords and a single sign-on of its own. Latchkey keeps the sessions.
import { createLatchkey } from '@latchkey/node';
import { requireSession, sessionOf, setSession } from '@latchkey/node/express';
import express from 'express';
import { basePath, forwardToLatchkey } from './forward.js';
import { invoicesPage, pathAfterSignIn, proofPage, queryOf } from './pages.js';
import { provedUser, userById } from './users.js';

const url = process.env.LATCHKEY ?? 'http://127.0.0.1:3000';
const latchkey = createLatchkey({ url, serviceKey: process.env.LATCHKEY_KEY });
const app = express();
app.use(forwardToLatchkey, express.urlencoded({ extended: false }));

app.get('/login', (request, response) => void response.send(proofPage('Welcome', request)));
app.post('/login', async (request, response) => {
  const proved = await provedUser(request.body);
  if (proved) {
    const { user, methods } = proved;
    const session = { subject: user.id, email: user.email, displayName: user.name, methods, rememberMe: true };
    setSession(response, await latchkey.sessions.begin(request, session));
    response.redirect(303, pathAfterSignIn(request));
  } else response.status(401).send(proofPage('That was not right', request));
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
app.get('/', (_request, response) => void response.send(invoicesPage(response.locals.user)));
// STEP_UP_URL: the page of devices leads here before one device ends others.
app.get('/confirm', (request, response) => void response.send(proofPage('Confirm it’s you', request)));
app.post('/confirm', async (request, response) => {
  const proved = await provedUser(request.body);
  const { subject } = sessionOf(request);
  if (proved?.user.id === subject) {
    const proof = { subject, methods: proved.methods, request: queryOf(request).get('request') };
    const confirmed = await latchkey.sessions.confirm(request, proof);
    setSession(response, confirmed);
    response.redirect(303, confirmed.returnTo ?? `${basePath}/sessions`);
  } else response.status(403).send(proofPage('That was not you', request));
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
