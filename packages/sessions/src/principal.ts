import type { HeldSession } from './session.ts';
import type { SessionTokenHash } from './session-token.ts';
import type { User } from './user.ts';

/** Who is asking, and through which session. */
export interface Principal {
  readonly user: User;
  readonly session: HeldSession;
  /** What the token that they came with hashes to. */
  readonly tokenHash: SessionTokenHash;
  /**
   * Whether the session began in a browser, however its token was sent: it is spared nothing by being sent otherwise. Only
   * browsers speak for the account's owner (who was that? which language?), as far as they are not in question themselves,
   * which a store knows. They are known by their cookie, and a program by what it says of itself, which anybody can say.
   */
  readonly ofBrowser: boolean;
  /**
   * Until when the bound cookie that came with the token proves the device that the session is bound to. Null where none was
   * asked for: a session that is bound only afterwards is not proved by it.
   */
  readonly provedUntil: Date | null;
}
