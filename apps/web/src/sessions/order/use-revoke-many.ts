import { useMutation } from '@tanstack/react-query';
import { api } from '../../api/trpc.ts';
import { toastFailure } from '../../failures/failure-toast.ts';
import { sentences } from '../../sentences.ts';
import { localized } from '../../time/locale.ts';
import { forgetFailures, showToast } from '../../toasts/toasts.ts';
import type { ListedSession } from '../listed-session.ts';
import { nameInList } from '../session-name.ts';
import { useListChange } from '../use-list-change.ts';

/** As many as the server takes at once. */
const atOnce = 5_000;

/** So many of those that were gone are named; the others are counted. */
const named = 3;

const list = localized((locale) => new Intl.ListFormat(locale));

/** Takes exactly these keys back. The list loses them when the server has said so, and not before. */
export function useRevokeMany() {
  const { change, renew, known } = useListChange();
  const { done } = sentences.revokeOthers;
  const { failed } = sentences.revokeMany;

  return useMutation({
    onMutate: (sessions) => forgetFailures(sessions.map(({ id }) => id)),
    async mutationFn(sessions: readonly ListedSession[]) {
      let ended = 0;
      const gone: ListedSession[] = [];
      for (let from = 0; from < sessions.length; from += atOnce) {
        const some = sessions.slice(from, from + atOnce);
        const ids = some.map(({ id }) => id);
        const answer = await api.session.revokeMany.mutate({ ids });
        const told = new Set(answer.ended);
        ended += told.size;
        gone.push(...some.filter(({ id }) => !told.has(id)));
        change(() => ({ now: [], gone: ids }));
      }
      return { ended, gone };
    },
    onSuccess({ ended, gone }) {
      const detail = gone.length > 0 ? alreadyGone(gone) : undefined;
      if (ended > 0) showToast({ tone: 'done', text: done(ended), detail });
      else if (detail) showToast({ tone: 'news', text: detail });
    },
    onError(error, sessions) {
      // Some may have ended before the part that failed.
      const live = new Set(known().map(({ id }) => id));
      const left = sessions.filter(({ id }) => live.has(id)).map(({ id }) => id);
      toastFailure(failed(left.length), error, left);
    },
    onSettled: renew,
  });
}

function alreadyGone(sessions: readonly ListedSession[]): string {
  const { gone, more } = sentences.revokeMany;
  const names = sessions.slice(0, named).map(nameInList);
  const rest = sessions.length - names.length;
  return gone(list().format(rest > 0 ? [...names, more(rest)] : names), sessions.length);
}
