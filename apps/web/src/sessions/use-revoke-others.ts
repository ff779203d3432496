import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { sentences } from '../sentences.ts';
import { forgetFailures, showToast } from '../toasts/toasts.ts';
import { othersGone } from './listing.ts';
import { useListChange } from './use-list-change.ts';

/** Takes every key back but this one. */
export function useRevokeOthers() {
  const { change, renew, known } = useListChange();
  const otherIds = () => othersGone(known()).gone;

  return trpc.session.revokeOthers.useMutation({
    onMutate: () => forgetFailures(otherIds()),
    onSuccess({ ended }) {
      change(othersGone);
      showToast({ tone: 'done', text: sentences.revokeOthers.done(ended) });
    },
    onError: (error) => toastFailure(sentences.revokeOthers.failed, error, otherIds()),
    onSettled: renew,
  });
}
