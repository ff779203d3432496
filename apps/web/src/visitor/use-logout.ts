import { useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { failureOf, isSignedOut, refusalOf } from '../api/refusal.ts';
import { trpc } from '../api/trpc.ts';
import { sentences } from '../sentences.ts';
import { depart } from './visitor.ts';

/** Ends the session of this very browser. */
export function useLogout() {
  const queries = useQueryClient();
  return trpc.session.logout.useMutation({
    onSuccess: () => depart(queries, { reason: 'logout', at: new Date() }),
    onError(error) {
      if (isSignedOut(refusalOf(error))) return;
      toast.error(sentences.logout.failed, { description: sentences.failures[failureOf(error)] });
    },
  });
}
