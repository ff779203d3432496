import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { Button } from '../../controls/button.tsx';
import type { ListedSession } from '../listed-session.ts';

interface RevokeManyButtonProps extends Pick<ComponentProps<typeof Button>, 'tone' | 'pending' | 'children'> {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
  readonly onConfirm: (sessions: readonly ListedSession[]) => void;
}

const RevokeManyDialog = lazy(() => import('./revoke-many-dialog.tsx'));

/** Ends what it is pressed for, after a question: the sessions as they were when it was asked, whatever comes meanwhile. */
export function RevokeManyButton({ sessions, now, onConfirm, ...button }: RevokeManyButtonProps) {
  const [asked, setAsked] = useState<readonly ListedSession[] | null>(null);
  return (
    <>
      <Button {...button} onClick={() => setAsked(sessions)} />
      {asked && (
        <Suspense>
          <RevokeManyDialog
            sessions={asked}
            now={now}
            onConfirm={() => onConfirm(asked)}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </>
  );
}
