import { trpc } from '../api/trpc.ts';
import { toastFailure } from '../failures/failure-toast.ts';
import { sentences } from '../sentences.ts';
import { showToast } from '../toasts/toasts.ts';
import type { ListedSession } from './listed-session.ts';
import { givenNameInSentence, nameInSentence } from './session-name.ts';
import { useListChange } from './use-list-change.ts';

/** As long as a change of mind may take, also by keyboard and by ear. In milliseconds. */
const undoable = 20_000;

/** Gives a device a name, or takes it away. In view at once, and taken back where the server says no. */
export function useRename(session: ListedSession) {
  const { change, renew } = useListChange();
  const { deviceId, ownersName } = session;
  const words = sentences.rename;

  const show = (name: string | null) =>
    change((sessions) => ({
      now: sessions.filter((known) => known.deviceId === deviceId).map((known) => ({ ...known, ownersName: name })),
      gone: [],
    }));

  const { mutate } = trpc.device.rename.useMutation({
    onMutate({ name }) {
      const before = { name: ownersName, shown: nameInSentence(session) };
      show(name);
      return before;
    },
    onSuccess(_done, { name }, { name: former, shown }) {
      showToast({
        id: `rename-${deviceId}`,
        tone: 'done',
        text: name === null ? words.removed(shown) : words.done(givenNameInSentence(name)),
        duration: undoable,
        action: { label: words.undo, act: () => mutate({ deviceId, name: former }) },
      });
    },
    onError(error, _input, before) {
      if (!before) return;
      show(before.name);
      toastFailure(words.failed(before.shown), error);
    },
    onSettled: renew,
  });

  return (name: string | null) => mutate({ deviceId, name });
}
