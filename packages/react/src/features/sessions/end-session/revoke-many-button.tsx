import type { ComponentProps } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { useEndSessions } from './use-end-sessions.ts';

interface RevokeManyButtonProps extends Pick<
  ComponentProps<typeof Button>,
  'tone' | 'pending' | 'children' | 'aria-label'
> {
  readonly sessions: readonly SessionView[];
}

/** Ends the given sessions after a question, exactly those that the question listed, even if the list changes meanwhile. */
export function RevokeManyButton({ sessions, tone = 'endingQuiet', ...button }: RevokeManyButtonProps) {
  const end = useEndSessions();
  return <Button {...button} tone={tone} onClick={() => end({ kind: 'many', sessions })} />;
}

interface RevokeVisibleButtonProps {
  readonly sessions: readonly SessionView[];
  readonly pending: boolean;
}

/** Ends all sessions that the search and the filters leave visible. */
export default function RevokeVisibleButton({ sessions, pending }: RevokeVisibleButtonProps) {
  return (
    <RevokeManyButton sessions={sessions} pending={pending}>
      {messages.revokeMany.visible(sessions.length)}
    </RevokeManyButton>
  );
}
