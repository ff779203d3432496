import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { sentences } from '../sentences.ts';
import { useListChange } from '../sessions/use-list-change.ts';
import { durationWords } from '../time/duration.ts';
import { showToast } from '../toasts/toasts.ts';

/** Chooses after how long unused devices are logged out. In view at once, and taken back where the server says no. */
export function useIdleLimit() {
  const { idleLimits } = trpc.useUtils().user;
  const { renew } = useListChange();
  const words = sentences.idleLimit;
  const show = (own: number | null) => idleLimits.setData(undefined, (known) => known && { ...known, own });

  return trpc.user.setIdleLimit.useMutation({
    async onMutate({ limit }) {
      await idleLimits.cancel();
      const before = idleLimits.getData();
      show(limit);
      return before;
    },
    onSuccess({ ended }, { limit }, before) {
      const span = limit ?? before?.everybodys;
      if (span === undefined) return;
      showToast({
        tone: 'done',
        text: words.done(durationWords(span)),
        detail: ended > 0 ? words.ended(ended) : undefined,
      });
    },
    onError(error, _input, before) {
      show(before?.own ?? null);
      toastFailure(words.failed, error);
    },
    onSettled() {
      void idleLimits.invalidate();
      renew();
    },
  });
}
