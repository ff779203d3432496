import type { IncomingHttpHeaders } from 'node:http';
import type { Credential } from '../request-context.ts';
import { cookieNamed } from './cookie.ts';

const scheme = 'bearer ';

/** The token in `Authorization: Bearer` (RFC 6750, 2.1), or null. A token in a URL is never looked at. */
export function bearerCredential({ authorization }: IncomingHttpHeaders): Credential | null {
  const text = authorization ?? '';
  const token = text.slice(scheme.length).trim();
  return text.slice(0, scheme.length).toLowerCase() === scheme && token !== '' ? { token, via: 'bearer' } : null;
}

/** The token in the session cookie, or null. */
export function cookieCredential(headers: IncomingHttpHeaders, name: string): Credential | null {
  const token = cookieNamed(headers, name);
  return token === null ? null : { token, via: 'cookie' };
}
