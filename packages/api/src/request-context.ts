import type { BoundCookie } from '@latchkey/sessions/tokens/authenticator';
import type { Client } from '@latchkey/sessions/devices/client';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { IssuedSession } from '@latchkey/sessions/sessions/session-service';

/**
 * What a procedure did to the session of its client: began it, gave it a new token, or ended it. A browser gets the token in
 * a cookie, or its cookies are cleared. A program gets the token in the JSON answer.
 */
type TokenChange =
  | { readonly kind: 'begun'; readonly issued: IssuedSession }
  | { readonly kind: 'rotated'; readonly issued: IssuedSession }
  | { readonly kind: 'ended' };

/** The parts of an answer that are not the procedure's output. */
export interface AnswerContext {
  /** Written by the procedure, and read by the transport when the procedure has succeeded. Null where nothing changed. */
  tokenChange: TokenChange | null;
}

/** The request that a procedure answers, the same for both transports. */
export interface RequestContext {
  readonly services: Latchkey;
  /** The token of the request, not yet checked, or null. */
  readonly token: string | null;
  /** The cookie that proves the key of the token's device, not yet checked. */
  readonly boundCookie: BoundCookie;
  /** The canonical IP address of the request, or null. A function, because only uses of a session need it. */
  readonly ip: () => string | null;
  /** The client that sent the request. A function, because few procedures need it. */
  client(): Client;
  readonly answer: AnswerContext;
}
