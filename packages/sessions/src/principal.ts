import type { HeldSession } from './session.ts';
import type { SessionTokenHash } from './session-token.ts';
import type { User } from './user.ts';

/** Who is asking, and through which session. */
export interface Principal {
  readonly user: User;
  readonly session: HeldSession;
  /** What the token that they came with hashes to. */
  readonly tokenHash: SessionTokenHash;
  /** Whether the session began in a browser, however its token was sent: it is spared nothing by being sent otherwise. */
  readonly ofBrowser: boolean;
}
