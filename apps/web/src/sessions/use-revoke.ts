import { toast } from 'sonner';
import { failureOf, isSignedOut, refusalOf } from '../api/refusal.ts';
import { trpc } from '../api/trpc.ts';
import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { sessionName } from './session-name.ts';

/** Takes one key back. The list loses it when the server has said so, and not before. */
export function useRevoke(session: ListedSession) {
  const { list } = trpc.useUtils().session;
  const name = sessionName(session);

  return trpc.session.revoke.useMutation({
    async onSuccess() {
      // A list asked for before the end would bring the session back for a moment.
      await list.cancel();
      list.setData(undefined, (known) => known && { sessions: known.sessions.filter(({ id }) => id !== session.id) });
      toast.success(sentences.revoke.done(name));
    },
    onError(error) {
      if (isSignedOut(refusalOf(error))) return;
      const failure = failureOf(error);
      if (failure === 'session_token_not_found') toast.info(sentences.revoke.gone(name));
      else toast.error(sentences.revoke.failed(name), { description: sentences.failures[failure] });
    },
    onSettled: () => void list.invalidate(),
  });
}
