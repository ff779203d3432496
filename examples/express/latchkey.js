// What docs/integration.md shows, with the confirmation of a user and the logout.
const origin = process.env.LATCHKEY ?? 'http://127.0.0.1:3000';

/** @typedef {{ active?: boolean, sub?: string, set_cookie?: string[], return_to?: string | null }} Answer */

/** @param {string} path @param {object} input */
async function ask(path, input) {
  const answer = await fetch(`${origin}/api/v1/service/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.LATCHKEY_KEY}` },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(await answer.text());
  /** @type {Answer} */
  const body = JSON.parse(await answer.text());
  return body;
}

/** @typedef {import('express').Request} Request */

/** @param {Request} request */
const cookieOf = ({ headers, socket }) => ({ cookie: headers.cookie ?? null, ip: socket.remoteAddress ?? null });

/** @param {Request} request @param {import('./users.js').User} user @param {string[]} methods */
export const beginSession = (request, { id: subject, email, name }, methods) => {
  const client = { ip: request.socket.remoteAddress ?? null, headers: request.headers };
  return ask('sessions', { subject, email, display_name: name, methods, remember_me: true, client });
};

/** Whose request it is: `{ active: false }` once the session has ended anywhere. @param {Request} request */
export const sessionOf = (request) => ask('introspect', cookieOf(request));

/** Says that the user has proved again who they are. @param {Request} request @param {string} subject @param {string[]} methods */
export const confirmUser = (request, subject, methods) =>
  ask('sessions/confirm', { ...cookieOf(request), subject, methods, request: request.query.request ?? null });

/** @param {Request} request */
export const endSession = (request) => ask('sessions/logout', cookieOf(request));
