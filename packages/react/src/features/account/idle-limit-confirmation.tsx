import type { ComponentProps } from 'react';
import type { SessionView } from '../../api/outputs.ts';
import { Confirmation } from '../../ui/modal.tsx';
import SessionPreview from '../sessions/end-session/session-preview.tsx';

interface IdleLimitConfirmationProps extends Omit<ComponentProps<typeof Confirmation>, 'children'> {
  readonly sessions: readonly SessionView[];
  readonly now: Date;
}

/** Asks before several sessions end, and lists each of them. */
export function IdleLimitConfirmation({ sessions, now, ...question }: IdleLimitConfirmationProps) {
  return (
    <Confirmation {...question}>
      <SessionPreview sessions={sessions} now={now} />
    </Confirmation>
  );
}
