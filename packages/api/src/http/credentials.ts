import type { IncomingHttpHeaders } from 'node:http';
import type { BoundCookie } from '@latchkey/sessions/authenticator';
import { bearerToken } from './bearer-token.ts';
import type { Cookies } from './cookie.ts';

/** What a request shows of who sends it, not yet checked. */
export interface Credentials {
  readonly token: string | null;
  /** What shows that it comes from the device that the token's session is bound to. */
  readonly boundCookie: BoundCookie;
}

/** Looks through the headers of a browser's request, or a program's. An explicit header comes before a cookie. */
export function credentialsIn(headers: IncomingHttpHeaders, cookies: Cookies): Credentials {
  return {
    token: bearerToken(headers) ?? cookies.sessionIn(headers),
    boundCookie: () => cookies.bound && cookies.bound.valueIn(headers),
  };
}
