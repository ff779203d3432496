import { trpc } from '../api/trpc.ts';
import { sentences } from '../sentences.ts';
import { othersGone } from '../sessions/listing.ts';
import { useListChange } from '../sessions/use-list-change.ts';
import { showToast } from '../toasts/toasts.ts';

/** Changes the password, which takes every key back but this one. */
export function useChangePassword() {
  const { change, renew } = useListChange();
  const { done, doneHint } = sentences.changePassword;

  return trpc.auth.changePassword.useMutation({
    onSuccess() {
      change(othersGone);
      showToast({ tone: 'done', text: done, detail: doneHint });
    },
    onSettled: renew,
  });
}
