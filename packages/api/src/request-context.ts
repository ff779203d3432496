import type { SessionService, StartedSession } from '@latchkey/sessions/session-service';
import type { UserAgent } from '@latchkey/sessions/user-agent';
import type { UserService } from '@latchkey/sessions/user-service';

/** The domain, as the procedures see it. */
export interface Services {
  readonly sessions: SessionService;
  readonly users: UserService;
}

/** How a transport brings a new token to its client, and takes back one that is no longer good. */
export interface TokenDelivery {
  /** Called at most once a request. A browser gets a cookie; a program finds the token in its JSON answer. */
  give(started: StartedSession): void;
  withdraw(): void;
}

/** What a procedure knows of the request that it answers, whichever transport brought it. */
export interface RequestContext {
  readonly services: Services;
  readonly userAgent: UserAgent;
  /** The token that came with the request, not yet checked, or null. */
  readonly token: string | null;
  readonly delivery: TokenDelivery;
}
