import { sentences } from '../../sentences.ts';
import type { ListedSession } from '../listed-session.ts';
import { RevokeManyButton } from './revoke-many-button.tsx';

interface RevokeShownButtonProps {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
  readonly pending: boolean;
  readonly onConfirm: (sessions: readonly ListedSession[]) => void;
}

/** Ends by a condition: every session that the search and the filters leave. */
export default function RevokeShownButton({ sessions, ...rest }: RevokeShownButtonProps) {
  return (
    <RevokeManyButton sessions={sessions} {...rest}>
      {sentences.revokeMany.shown(sessions.length)}
    </RevokeManyButton>
  );
}
