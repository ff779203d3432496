import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { sentences } from '../sentences.ts';
import { EndingQuestion } from './ending-question.tsx';
import type { ListedSession } from './listed-session.ts';

interface RevokeOthersButtonProps {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
  readonly pending: boolean;
  readonly onConfirm: () => void;
}

export function RevokeOthersButton({ sessions, now, pending, onConfirm }: RevokeOthersButtonProps) {
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
        <EndingQuestion
          sessions={sessions}
          now={now}
          title={words.question(count)}
          description={words.consequence}
          cancel={words.cancel}
          confirm={words.confirm(count)}
          onConfirm={onConfirm}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
