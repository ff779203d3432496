import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { LogoutButton } from './logout-button.tsx';
import { SessionRow } from './session-row.tsx';

interface CurrentSessionProps {
  readonly session: ListedSession;
  readonly now: Date;
  /** What its buttons are named by. */
  readonly label: string;
}

/** The session that this very page is seen through. */
export function CurrentSession({ session, now, label }: CurrentSessionProps) {
  return (
    <ul aria-label={sentences.sessions.thisDevice} className="card card-current">
      <SessionRow session={session} now={now} label={label} action={<LogoutButton device={label} />} />
    </ul>
  );
}
