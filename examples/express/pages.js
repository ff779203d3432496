// The application's own pages.
import { basePath } from './forward.js';

const site = 'http://localhost';

/** @param {string} body */
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Invoices</title>${body}`;

/** @param {import('express').Request} request */
export const queryOf = ({ url }) => new URLSearchParams(url.split('?')[1]);

/** A form for the password, and a button for users of the single sign-on. @param {string} title @param {import('express').Request} request */
export const proofPage = (title, request) =>
  page(`<h1>${title}</h1>
    <form method="post" action="?${queryOf(request).toString()}">
      <label>E-mail <input name="email" type="email"></label>
      <label>Password <input name="password" type="password"></label>
      <button>Continue</button>
    </form>
    <form method="post" action="?${queryOf(request).toString()}">
      <input type="hidden" name="sso" value="grace@example.com">
      <button>Continue with the company’s single sign-on</button>
    </form>`);

/** @param {import('./users.js').User} user */
export const invoicesPage = ({ name }) =>
  page(`<h1>Invoices of ${name}</h1>
    <p><a href="${basePath}/sessions">Your devices</a> <a href="/confirm">Confirm it’s you</a></p>
    <form method="post" action="/logout"><button>Sign out</button></form>`);

/** `next`, if it is a path of this site: other sites may link to the sign-in. @param {import('express').Request} request */
export function pathAfterSignIn({ query: { next } }) {
  const { origin, pathname, search } = new URL(typeof next === 'string' && URL.canParse(next, site) ? next : '/', site);
  // Two slashes would begin the address of another host.
  return origin === site && !pathname.startsWith('//') ? pathname + search : '/';
}
