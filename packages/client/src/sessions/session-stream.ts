import type { LatchkeyError } from '../latchkey-error.ts';
import type { SessionChange, SessionList } from './session-list.ts';
import type { Session } from './session.ts';

/** What a stream sends: the list at its beginning, then its changes. */
export type StreamEvent =
  | ({ readonly kind: 'opened' } & SessionList)
  | { readonly kind: 'changed'; readonly sessions: readonly Session[]; readonly changes: readonly SessionChange[] };

export interface StreamHandlers {
  readonly onData: (event: StreamEvent) => void;
  /** Called when the connection is lost and the browser opens it again by itself. */
  readonly onConnecting: () => void;
  /** Called when the stream has failed and is over. */
  readonly onError: (error: LatchkeyError) => void;
  /** Called for each sign that the server is alive. */
  readonly onSign: () => void;
}
