import { sentences } from '../sentences.ts';
import { DeviceLine } from './device-line.tsx';
import type { ListedSession } from './listed-session.ts';
import { sessionName } from './session-name.ts';

interface SessionNamesProps {
  readonly sessions: readonly ListedSession[];
}

const named = 5;

/** Which sessions a question is about: the first few by their names, and how many more there are. */
export function SessionNames({ sessions }: SessionNamesProps) {
  const left = sessions.length - named;
  return (
    <ul className="names">
      {sessions.slice(0, named).map((session) => (
        <li key={session.id}>
          <bdi>{sessionName(session)}</bdi>
          <DeviceLine session={session} />
        </li>
      ))}
      {left > 0 && <li className="text-muted">{sentences.revokeOthers.more(left)}</li>}
    </ul>
  );
}
