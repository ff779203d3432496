import { endOthers } from '@latchkey/client';
import { useMutation } from '@tanstack/react-query';
import { latchkey } from '../../../api/latchkey.ts';
import type { SessionView } from '../../../api/outputs.ts';
import { queries } from '../../../api/queries.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { toastError } from '../../../ui/explain-error.ts';
import { clearErrors, showToast } from '../../../ui/toasts.tsx';
import { listedSessions, reloadList, updateList } from '../live/live-sessions.ts';
import { useEndingIds } from './end-request.ts';
import { approachEndDialog } from './end-dialog.tsx';
import { useEndSessions } from './use-end-sessions.ts';

interface RevokeOthersButtonProps {
  readonly sessions: readonly SessionView[];
}

/** The button that ends all other sessions, with its question. */
export function RevokeOthersButton({ sessions }: RevokeOthersButtonProps) {
  const end = useEndSessions();
  const endingIds = useEndingIds();
  const pending = sessions.every(({ id }) => endingIds.has(id));
  return (
    <Button
      {...approachEndDialog}
      tone="endingQuiet"
      pending={pending}
      onClick={() => end({ kind: 'others', sessions })}
      aria-label={pending ? messages.logout.pending : undefined}
    >
      {messages.revokeOthers.action}
    </Button>
  );
}

/** Ends all sessions but the current one, on a screen without the list of sessions. */
export function useRevokeOthers() {
  return useMutation(
    {
      mutationFn: () => latchkey().sessions.endOthers(),
      onMutate() {
        const others = endOthers(listedSessions());
        clearErrors(others.endedIds);
        return others;
      },
      onSuccess(ended, _input, others) {
        // Sessions that appeared before the answer may have begun after the end.
        updateList(() => others);
        showToast({ tone: 'done', text: messages.revokeOthers.done(ended) });
      },
      onError: (error, _input, others) => toastError(messages.revokeOthers.failed, error, others?.endedIds),
      onSettled: reloadList,
    },
    queries,
  );
}
