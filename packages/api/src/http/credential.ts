import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie } from 'cookie';

/**
 * The token that a request carries: in `Authorization: Bearer` (RFC 6750, 2.1) or else in the session cookie, or null.
 * A token in a URL is never looked at. An explicit header wins, because no browser adds it by itself.
 */
export function carriedToken({ authorization, cookie }: IncomingHttpHeaders, cookieName: string): string | null {
  if (authorization !== undefined) {
    const [scheme = '', token = ''] = authorization.trim().split(/ +/, 2);
    if (scheme.toLowerCase() === 'bearer') return token || null;
  }
  if (cookie === undefined) return null;
  return parseCookie(cookie)[cookieName] || null;
}
