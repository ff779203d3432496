import type { PrincipalSession } from './session.ts';
import type { SessionTokenHash } from '../tokens/session-token.ts';
import type { User } from '../accounts/user.ts';

/** The authenticated user of a request, and the session it came through. */
export interface Principal {
  readonly user: User;
  readonly session: PrincipalSession;
  /** The hash of the request's token. */
  readonly tokenHash: SessionTokenHash;
  /**
   * Whether the session was created in a browser, however its token is sent. Only browsers answer alerts and set the
   * account's language: they are identified by a cookie, programs only by what they claim to be.
   */
  readonly ofBrowser: boolean;
  /**
   * Until when the request's bound cookie proves its device. Null where none was required, also for a session that is
   * bound later.
   */
  readonly provedUntil: Date | null;
}
