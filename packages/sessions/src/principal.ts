import type { Session } from './session.ts';
import type { SessionTokenHash } from './session-token.ts';
import type { User } from './user.ts';

/** How a token came: in a browser's cookie, which rides along by itself, or in a header that a program set. */
export type Via = 'cookie' | 'bearer';

/** Who is asking, and through which session. */
export interface Principal {
  readonly user: User;
  readonly session: Session;
  /** What the token that they came with hashes to. */
  readonly tokenHash: SessionTokenHash;
  readonly via: Via;
}
