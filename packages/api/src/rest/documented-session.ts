import type { DeviceDescription } from '@latchkey/sessions/devices/device-description';
import type { SessionView } from '@latchkey/sessions/sessions/session-view';
import { z } from 'zod';

/** The documented address of a user's sessions. */
export const sessionPath = '/api/v1/user/myself/session';

/** A session as the documented REST answer has it. */
export const documentedSessionSchema = z
  .object({
    id: z.int().min(1),
    information: z.string(),
    last_used: z.string().meta({ format: 'date-time', examples: ['2019-09-25T17:36:36.000000Z'] }),
    delete_session: z.object({ href: z.string(), method: z.literal('DELETE') }),
  })
  .meta({ id: 'Session' });
export type DocumentedSession = z.infer<typeof documentedSessionSchema>;

/** The answers of views. Cached lists share their views, so that most of a list's answers are made once. */
const answers = new WeakMap<SessionView, DocumentedSession>();

/** Turns a session into the documented answer, its keys in the documented order. */
export function documentedSession(session: SessionView): DocumentedSession {
  const made = answers.get(session);
  if (made) return made;
  const { id, clientLabel, device, lastUsedAt } = session;
  const answer: DocumentedSession = {
    id,
    information: clientLabel ?? deviceLine(device),
    last_used: sixDigits(lastUsedAt),
    delete_session: { href: `${sessionPath.slice(1)}/${id}`, method: 'DELETE' },
  };
  answers.set(session, answer);
  return answer;
}

/** The documented one-line form of a device: `Firefox - 69; OS: Linux; Phone: false`. */
export function deviceLine({ kind, software, version, systems }: DeviceDescription): string {
  const phone = kind === 'unknown' || kind === 'program' ? 'unknown' : String(kind === 'phone');
  const os = [...new Set(systems.map(({ name }) => name))].join(' or ') || 'unknown';
  return `${software ?? 'unknown'} - ${version ?? 'unknown'}; OS: ${os}; Phone: ${phone}`;
}

/** UTC with six digits of seconds. The database keeps milliseconds here, so the last three digits are zero. */
const sixDigits = (moment: Date): string => moment.toISOString().replace('Z', '000Z');
