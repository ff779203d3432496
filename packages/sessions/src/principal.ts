import type { HeldSession } from './session.ts';
import type { SessionTokenHash } from './session-token.ts';
import type { User } from './user.ts';

/** Whose token it is: a browser's, however it was sent, or a program's, which sets it in a header. */
export type Via = 'cookie' | 'bearer';

/** Who is asking, and through which session. */
export interface Principal {
  readonly user: User;
  readonly session: HeldSession;
  /** What the token that they came with hashes to. */
  readonly tokenHash: SessionTokenHash;
  readonly via: Via;
}
