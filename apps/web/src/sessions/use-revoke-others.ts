import { toast } from 'sonner';
import { failureOf, isSignedOut, refusalOf } from '../api/refusal.ts';
import { trpc } from '../api/trpc.ts';
import { sentences } from '../sentences.ts';

/** Takes every key back but this one. */
export function useRevokeOthers() {
  const { list } = trpc.useUtils().session;

  return trpc.session.revokeOthers.useMutation({
    async onSuccess({ ended }) {
      await list.cancel();
      list.setData(undefined, (known) => known && { sessions: known.sessions.filter(({ isCurrent }) => isCurrent) });
      toast.success(sentences.revokeOthers.done(ended));
    },
    onError(error) {
      if (isSignedOut(refusalOf(error))) return;
      toast.error(sentences.revokeOthers.failed, { description: sentences.failures[failureOf(error)] });
    },
    onSettled: () => void list.invalidate(),
  });
}
