import type { Client } from '@latchkey/sessions/client';
import type { Via } from '@latchkey/sessions/principal';
import type { Services } from '@latchkey/sessions/services';
import type { IssuedSession } from '@latchkey/sessions/session-service';

/** A token as it came with a request, not yet checked, and the way that it came. */
export interface Credential {
  readonly token: string;
  readonly via: Via;
}

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
  readonly credential: Credential | null;
  /** Where the request comes from. Asked for by few procedures, so not made for all. */
  client(): Client;
  readonly delivery: TokenDelivery;
}
