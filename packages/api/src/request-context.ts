import type { BoundCookie } from '@latchkey/sessions/authenticator';
import type { Client } from '@latchkey/sessions/client';
import type { Services } from '@latchkey/sessions/services';
import type { IssuedSession } from '@latchkey/sessions/session-service';

/** How a transport brings tokens to its client, and takes back one that is no longer good. */
export interface TokenDelivery {
  /** Called at most once a request. A browser gets a cookie; a program finds the token in its JSON answer. */
  give(issued: IssuedSession): void;
  /** Lets a browser know itself again at its next sign-in. */
  rememberDevice(): void;
  withdraw(): void;
}

/** What a procedure knows of the request that it answers, whichever transport brought it. */
export interface RequestContext {
  readonly services: Services;
  /** The token as it came with the request, not yet checked. */
  readonly token: string | null;
  /** What shows that it comes from the device that the token's session is bound to, not yet checked. */
  readonly boundCookie: BoundCookie;
  /** Where the request comes from. Asked for by few procedures, so not made for all. */
  client(): Client;
  readonly delivery: TokenDelivery;
}
