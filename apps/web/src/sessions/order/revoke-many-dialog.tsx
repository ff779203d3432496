import { Confirmation } from '../../controls/confirmation.tsx';
import { sentences } from '../../sentences.ts';
import type { ListedSession } from '../listed-session.ts';
import { SessionPreview } from './session-preview.tsx';

interface RevokeManyDialogProps {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Which sessions will end, each of them, and how many. */
export default function RevokeManyDialog({ sessions, now, onConfirm, onClose }: RevokeManyDialogProps) {
  const { question, consequence } = sentences.revokeMany;
  const { cancel, confirm } = sentences.revokeOthers;
  return (
    <Confirmation
      title={question(sessions.length)}
      description={consequence}
      cancel={cancel}
      confirm={confirm(sessions.length)}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <SessionPreview sessions={sessions} now={now} />
    </Confirmation>
  );
}
