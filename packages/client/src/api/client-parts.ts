import { isSessionOver, LatchkeyError } from '../latchkey-error.ts';
import type { SessionListConnection } from '../sessions/session-list-connection.ts';
import type { LatchkeyApi } from './latchkey-api.ts';
import type { StepUpQuestion } from './step-up-question.ts';
import type { TokenKeeper } from './token-keeper.ts';

/** What the calls of a client share. */
export interface ClientParts {
  readonly api: LatchkeyApi;
  readonly keeper: TokenKeeper;
  readonly live: SessionListConnection;
  readonly stepUp: StepUpQuestion;
}

/** Forgets the token and the list of a session that this client has ended, or of which an error says that it is over. */
export function endSession(
  { keeper, live }: ClientParts,
  error = new LatchkeyError('token_not_provided', 'The session has been ended.'),
): void {
  keeper.set(null);
  live.end(error);
}

/** Ends the session that an error of a call says is over. Returns whether it says so. */
export function endIfOver(parts: ClientParts, error: unknown): boolean {
  const isOver = error instanceof LatchkeyError && isSessionOver(error);
  if (isOver) endSession(parts, error);
  return isOver;
}
