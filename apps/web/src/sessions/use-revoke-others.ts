import { toast } from 'sonner';
import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { sentences } from '../sentences.ts';
import { othersGone } from './listing.ts';
import { useListChange } from './use-list-change.ts';

/** Takes every key back but this one. */
export function useRevokeOthers() {
  const { change, renew } = useListChange();

  return trpc.session.revokeOthers.useMutation({
    onSuccess({ ended }) {
      change(othersGone);
      toast.success(sentences.revokeOthers.done(ended));
    },
    onError: (error) => toastFailure(sentences.revokeOthers.failed, error),
    onSettled: renew,
  });
}
