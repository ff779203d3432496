import { type ComponentProps, lazy, Suspense } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { Confirmation } from '../../../ui/modal.tsx';
import { onDemand } from '../../../api/on-demand.ts';

const SessionPreview = lazy(onDemand(() => import('./session-preview.tsx')));

interface EndSessionDialogProps extends Omit<ComponentProps<typeof Confirmation>, 'children'> {
  readonly sessions: readonly SessionView[];
  readonly now: Date;
}

/** Asks before several sessions end, and lists each of them. The dialog opens when the code of the list has loaded. */
export function EndSessionDialog({ sessions, now, ...question }: EndSessionDialogProps) {
  return (
    <Suspense>
      <Confirmation {...question}>
        <SessionPreview sessions={sessions} now={now} />
      </Confirmation>
    </Suspense>
  );
}
