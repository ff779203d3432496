import type { IncomingHttpHeaders } from 'node:http';
import type { Credential } from '../request-context.ts';
import { cookieNamed } from './cookie.ts';

/** The token in `Authorization: Bearer` (RFC 6750, 2.1), or null. A token in a URL is never looked at. */
export function bearerCredential({ authorization }: IncomingHttpHeaders): Credential | null {
  const [, token = ''] = /^bearer +(.+)$/i.exec((authorization ?? '').trim()) ?? [];
  return token === '' ? null : { token, via: 'bearer' };
}

/** The token in the session cookie, or null. */
export function cookieCredential(headers: IncomingHttpHeaders, name: string): Credential | null {
  const token = cookieNamed(headers, name);
  return token === null ? null : { token, via: 'cookie' };
}
