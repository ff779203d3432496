import { isIP } from 'node:net';
import type { CookieScope } from '@latchkey/api/credentials/cookie-scope';
import { z } from 'zod';
import { plainPath } from './address.ts';

const hostName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,9}[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Domains below which a registry or a host sells names: `co.uk`, `github.io`. Not complete: browsers have the whole list,
 * and refuse cookies for those as well. This one makes the usual mistake a message instead of a sign-in that does nothing.
 */
const registries =
  /^(?:(?:ac|co|com|edu|gob|gouv|gov|go|gv|in|mil|ne|net|nhs|nom|or|org|sch)\.[a-z]{2}|(?:github|gitlab|azurestaticapps|azurewebsites|herokuapp|cloudfront|netlify|vercel|pages|workers|fly|onrender|railway|web|firebaseapp|appspot|run|amplifyapp|ngrok|ngrok-free)\.(?:io|com|net|app|dev))$/;

/** A domain whose hosts all receive the cookies, in lower case, without a dot in front. */
const cookieDomain = z
  .string()
  .transform((text) => text.toLowerCase().replace(/^\./, ''))
  .refine((domain) => isIP(domain) === 0 && hostName.test(domain), 'must be a domain, such as example.com')
  .refine(
    (domain) => !registries.test(domain),
    'must be a domain of your own: others can register names below this one',
  );

/** The settings of the cookies' scope. */
export const cookieVariables = {
  COOKIE_DOMAIN: cookieDomain.optional(),
  COOKIE_PATH: plainPath.default(''),
};

interface CookieSettings {
  readonly COOKIE_DOMAIN?: string | undefined;
  readonly COOKIE_PATH: string;
  readonly BASE_PATH: string;
  readonly PUBLIC_URL?: URL | undefined;
}

/**
 * The requests with which browsers send the cookies.
 * @throws {TypeError} if Latchkey itself would not receive them, or they would be sent without TLS to several hosts.
 */
export function cookieScopeOf({ COOKIE_DOMAIN, COOKIE_PATH, BASE_PATH, PUBLIC_URL }: CookieSettings): CookieScope {
  if (!`${BASE_PATH}/`.startsWith(`${COOKIE_PATH}/`)) throw new TypeError('COOKIE_PATH must contain BASE_PATH.');
  if (COOKIE_DOMAIN !== undefined) {
    if (PUBLIC_URL?.protocol !== 'https:')
      throw new TypeError('COOKIE_DOMAIN needs a PUBLIC_URL with https: its cookies go to several hosts.');
    const { hostname } = PUBLIC_URL;
    if (hostname !== COOKIE_DOMAIN && !hostname.endsWith(`.${COOKIE_DOMAIN}`))
      throw new TypeError('COOKIE_DOMAIN must be the domain of PUBLIC_URL, or one that contains it.');
  }
  return { path: COOKIE_PATH || '/', domain: COOKIE_DOMAIN ?? null };
}

/** What the operator should know of a scope that is wider than one host. */
export const warningsOfScope = ({ domain }: CookieScope): readonly string[] =>
  domain === null
    ? []
    : [
        `COOKIE_DOMAIN is set: every host below ${domain} receives the cookies of the sessions and can replace them, and sessions are not bound to devices. docs/security.md, "Cookies for subdomains".`,
      ];
