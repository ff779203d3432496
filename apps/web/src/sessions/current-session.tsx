import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { LogoutButton } from './logout-button.tsx';
import { sessionName } from './session-name.ts';
import { SessionRow } from './session-row.tsx';

interface CurrentSessionProps {
  readonly session: ListedSession;
  readonly now: Date;
}

/** The session that this very page is seen through. */
export function CurrentSession({ session, now }: CurrentSessionProps) {
  return (
    <ul aria-label={sentences.sessions.thisDevice} className="card card-current">
      <SessionRow session={session} now={now} action={<LogoutButton device={sessionName(session)} />} />
    </ul>
  );
}
