import type { ComponentProps } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { Confirmation } from '../../../ui/modal.tsx';
import SessionPreview from './session-preview.tsx';

interface EndSessionDialogProps extends Omit<ComponentProps<typeof Confirmation>, 'children'> {
  readonly sessions: readonly SessionView[];
  readonly now: Date;
}

/** Asks before several sessions end, and lists each of them. */
export function EndSessionDialog({ sessions, now, ...question }: EndSessionDialogProps) {
  return (
    <Confirmation {...question}>
      <SessionPreview sessions={sessions} now={now} />
    </Confirmation>
  );
}
