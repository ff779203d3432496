import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { approachEndDialog } from './end-dialog.tsx';
import { useEndSessions } from './use-end-sessions.ts';

interface RevokeButtonProps {
  readonly session: SessionView;
  readonly uniqueName: string;
  readonly pending: boolean;
}

/** The button that ends one session. */
export function RevokeButton({ session, uniqueName, pending }: RevokeButtonProps) {
  const end = useEndSessions();
  const { action, of, pendingOf } = messages.logout;
  return (
    <Button
      {...approachEndDialog}
      tone="endingQuiet"
      pending={pending}
      onClick={() => end({ kind: 'one', sessions: [session] })}
      aria-label={pending ? pendingOf(uniqueName) : of(uniqueName)}
    >
      {action}
    </Button>
  );
}
