import { useMutation } from '@tanstack/react-query';
import { latchkey } from '../../../api/latchkey.ts';
import { clearSession, queries } from '../../../api/queries.ts';
import { serverNow } from '../../../api/server-clock.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { toastError } from '../../../ui/explain-error.ts';
import { clearErrors } from '../../../ui/toasts.tsx';
import { useApplication } from '../../application/application.ts';
import { listedSessions, live } from '../live/live-sessions.ts';

/** Ends the current session, without a question. */
export function LogoutButton() {
  const { mutate, isPending } = useLogout();
  const { action, pending } = messages.logout;
  return (
    <Button pending={isPending} onClick={() => mutate()} aria-label={isPending ? pending : undefined}>
      {action}
    </Button>
  );
}

const ownId = () => listedSessions().flatMap(({ id, isCurrent }) => (isCurrent ? [id] : []));

/** Ends the current session and clears its data. */
function useLogout() {
  const hasPassword = useApplication() === null;
  return useMutation(
    {
      mutationFn: () => latchkey().logout(),
      onSuccess: () =>
        clearSession(
          // Another device may have ended the session before: the sign-in form then says so.
          live().current.error?.end ?? {
            reason: 'logout',
            at: serverNow().toISOString(),
            sessionCreatedAt: null,
            by: null,
            hasPassword,
          },
        ),
      onMutate: () => clearErrors(ownId()),
      onError: (error) => toastError(messages.logout.failed, error, ownId()),
    },
    queries,
  );
}
