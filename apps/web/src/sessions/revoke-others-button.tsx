import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Confirmation } from '../controls/confirmation.tsx';
import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { SessionNames } from './session-names.tsx';

interface RevokeOthersButtonProps {
  readonly sessions: readonly ListedSession[];
  readonly pending: boolean;
  readonly onConfirm: () => void;
}

export function RevokeOthersButton({ sessions, pending, onConfirm }: RevokeOthersButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const words = sentences.revokeOthers;
  const count = sessions.length;
  return (
    <>
      <Button
        pending={pending}
        onClick={() => setAsking(true)}
        aria-label={pending ? sentences.logout.pending : undefined}
      >
        {words.action}
      </Button>
      {isAsking && (
        <Confirmation
          title={words.question(count)}
          description={words.consequence}
          cancel={words.cancel}
          confirm={words.confirm(count)}
          onConfirm={onConfirm}
          onClose={() => setAsking(false)}
        >
          <SessionNames sessions={sessions} />
        </Confirmation>
      )}
    </>
  );
}
