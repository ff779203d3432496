import { trpc } from '../api/trpc.ts';
import type { ListedSession } from './listed-session.ts';

/** Changes the list in view to what the server has said or will say, and asks it for its own. */
export function useListChange() {
  const { list } = trpc.useUtils().session;
  return {
    change: async (of: (sessions: readonly ListedSession[]) => ListedSession[]) => {
      // A list asked for before the change would undo it for a moment.
      await list.cancel();
      list.setData(undefined, (known) => known && { sessions: of(known.sessions) });
    },
    renew: () => void list.invalidate(),
  };
}
