import type { ComponentProps } from 'react';
import { Confirmation } from '../controls/confirmation.tsx';
import type { ListedSession } from './listed-session.ts';
import { SessionPreview } from './order/session-preview.tsx';

export interface EndingDialogProps extends Omit<ComponentProps<typeof Confirmation>, 'children'> {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
}

/** A question before several sessions end, with each of them. */
export default function EndingDialog({ sessions, now, ...question }: EndingDialogProps) {
  return (
    <Confirmation {...question}>
      <SessionPreview sessions={sessions} now={now} />
    </Confirmation>
  );
}
