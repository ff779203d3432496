import type { IncomingHttpHeaders } from 'node:http';
import type { BoundCookie } from '@latchkey/sessions/tokens/authenticator';
import type { Cookies } from './cookie.ts';

/** The credentials of a request, not yet checked. */
export interface Credentials {
  readonly token: string | null;
  /** Reads the cookie that proves the key of the token's device. */
  readonly boundCookie: BoundCookie;
}

/** Reads the credentials from the headers of a request. An `Authorization` header has precedence over a cookie. */
export function credentialsIn(headers: IncomingHttpHeaders, cookies: Cookies): Credentials {
  return {
    token: bearerToken(headers) ?? cookies.sessionIn(headers),
    boundCookie: () => cookies.bound && cookies.bound.valueIn(headers),
  };
}

const scheme = 'bearer ';

/** The token in `Authorization: Bearer` (RFC 6750, 2.1), or null. A token in a URL is ignored. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | null {
  const text = authorization ?? '';
  const token = text.slice(scheme.length).trim();
  return text.slice(0, scheme.length).toLowerCase() === scheme && token !== '' ? token : null;
}
