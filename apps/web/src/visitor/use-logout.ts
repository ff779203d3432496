import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { sentences } from '../sentences.ts';
import { depart } from './visitor.ts';

/** Ends the session of this very browser. */
export function useLogout() {
  const queries = useQueryClient();
  return trpc.session.logout.useMutation({
    onSuccess: () => depart(queries, { reason: 'logout', at: new Date(), by: null }),
    onError: (error) => toastFailure(sentences.logout.failed, error),
  });
}
