import { type ComponentProps, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import { sentences } from '../../sentences.ts';
import { EndingQuestion } from '../ending-question.tsx';
import type { ListedSession } from '../listed-session.ts';

interface RevokeManyButtonProps extends Pick<
  ComponentProps<typeof Button>,
  'tone' | 'pending' | 'children' | 'aria-label'
> {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
  readonly onConfirm: (sessions: readonly ListedSession[]) => void;
}

/** Ends what it is pressed for, after a question: the sessions as they were when it was asked, whatever comes meanwhile. */
export function RevokeManyButton({ sessions, now, onConfirm, ...button }: RevokeManyButtonProps) {
  const [asked, setAsked] = useState<readonly ListedSession[] | null>(null);
  const { question, consequence } = sentences.revokeMany;
  const { cancel, confirm } = sentences.revokeOthers;
  return (
    <>
      <Button {...button} onClick={() => setAsked(sessions)} />
      {asked && (
        <EndingQuestion
          sessions={asked}
          now={now}
          title={question(asked.length)}
          description={consequence}
          cancel={cancel}
          confirm={confirm(asked.length)}
          onConfirm={() => onConfirm(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
