import { failureOf } from '../api/refusal.ts';
import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { sentences } from '../sentences.ts';
import { forgetFailures, showToast } from '../toasts/toasts.ts';
import type { ListedSession } from './listed-session.ts';
import { nameInSentence } from './session-name.ts';
import { useListChange } from './use-list-change.ts';

/** Takes one key back. The list loses it when the server has said so, and not before. */
export function useRevoke(session: ListedSession) {
  const { change, renew } = useListChange();
  const name = nameInSentence(session);

  return trpc.session.revoke.useMutation({
    onMutate: () => forgetFailures([session.id]),
    onSuccess() {
      change(() => ({ now: [], gone: [session.id] }));
      showToast({ tone: 'done', text: sentences.revoke.done(name) });
    },
    onError(error) {
      if (failureOf(error) === 'session_token_not_found')
        showToast({ tone: 'news', text: sentences.revoke.gone(name) });
      else toastFailure(sentences.revoke.failed(name), error, [session.id]);
    },
    onSettled: renew,
  });
}
