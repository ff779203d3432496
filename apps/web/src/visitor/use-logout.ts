import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { sentences } from '../sentences.ts';
import { useListChange } from '../sessions/use-list-change.ts';
import { serverNow } from '../time/server-clock.ts';
import { forgetFailures } from '../toasts/toasts.ts';
import { depart } from './visitor.ts';

/** Ends the session of this very browser. */
export function useLogout() {
  const queries = useQueryClient();
  const { known } = useListChange();
  const ownId = () => known().flatMap(({ id, isCurrent }) => (isCurrent ? [id] : []));
  return trpc.session.logout.useMutation({
    onSuccess: () => depart(queries, { reason: 'logout', at: serverNow(), by: null }),
    onMutate: () => forgetFailures(ownId()),
    onError: (error) => toastFailure(sentences.logout.failed, error, ownId()),
  });
}
