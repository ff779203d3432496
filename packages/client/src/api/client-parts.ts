import { LatchkeyError } from '../latchkey-error.ts';
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

/** Forgets the token and the list of a session that this client has ended. */
export function endSession({ keeper, live }: ClientParts): void {
  keeper.set(null);
  live.end(new LatchkeyError('token_not_provided', 'The session has been ended.'));
}
