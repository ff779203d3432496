import { errorReasonOf } from '../../../api/api-error.ts';
import { latchkey, stepUpOfForm } from '../../../api/latchkey.ts';
import type { SessionView } from '../../../api/outputs.ts';
import type { EndRequest } from './end-request.ts';

/** What an end has done. */
export interface EndResult {
  /** How many sessions were ended. */
  readonly ended: number;
  /** Sessions of the ending that had already ended. */
  readonly alreadyEnded: readonly SessionView[];
}

/** The most ids of one request. */
const atOnce = 5_000;

/**
 * Ends what the user asks for. `onEnded` is called with the ids after each answer, because an ending of very many sessions
 * takes several requests. Throws the server's error, `step_up_required` included.
 */
export async function endSessions(ending: EndRequest, onEnded: (ids: readonly number[]) => void): Promise<EndResult> {
  if (ending.kind === 'denial') {
    const { id, sessionId } = ending.alert;
    const { ended } = await latchkey().alerts.answer(id, 'denied', stepUpOfForm());
    onEnded([sessionId]);
    return { ended, alreadyEnded: [] };
  }
  const { kind, sessions } = ending;
  if (kind === 'one') return endOne(ending.sessions[0], onEnded);
  if (kind === 'many') return endMany(sessions, onEnded);
  const ended = await latchkey().sessions.endOthers(stepUpOfForm());
  onEnded(sessions.map(({ id }) => id));
  return { ended, alreadyEnded: [] };
}

async function endOne(session: SessionView, onEnded: (ids: readonly number[]) => void): Promise<EndResult> {
  try {
    await latchkey().sessions.end(session.id, stepUpOfForm());
  } catch (error) {
    if (errorReasonOf(error) !== 'session_token_not_found') throw error;
    onEnded([session.id]);
    return { ended: 0, alreadyEnded: [session] };
  }
  onEnded([session.id]);
  return { ended: 1, alreadyEnded: [] };
}

async function endMany(
  sessions: readonly SessionView[],
  onEnded: (ids: readonly number[]) => void,
): Promise<EndResult> {
  let ended = 0;
  const alreadyEnded: SessionView[] = [];
  for (let from = 0; from < sessions.length; from += atOnce) {
    const some = sessions.slice(from, from + atOnce);
    const ids = some.map(({ id }) => id);
    const endedIds = new Set(await latchkey().sessions.endMany(ids, stepUpOfForm()));
    ended += endedIds.size;
    alreadyEnded.push(...some.filter(({ id }) => !endedIds.has(id)));
    onEnded(ids);
  }
  return { ended, alreadyEnded };
}
