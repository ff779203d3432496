import type { Refused } from '../authenticator.ts';
import type { ExplainedEnd } from '../history-service.ts';
import type { ListedSession } from '../listed-session.ts';
import type { SessionChange } from '../session-change.ts';

/**
 * What a stream says. First the sessions that were used last, and whether these are all; of all others it has taken note too.
 * Then what has happened to which, with each of these sessions that lives as it is now. Or why it ends: the caller's own
 * session has ended, or nothing shows any more that the stream goes to the device that the session is bound to.
 */
export type SessionListEvent =
  | { readonly ok: true; readonly kind: 'opened'; readonly sessions: ListedSession[]; readonly isComplete: boolean }
  | {
      readonly ok: true;
      readonly kind: 'changed';
      readonly sessions: ListedSession[];
      readonly changes: SessionChange[];
    }
  | (Refused & { readonly explained: ExplainedEnd | null });
