import { useQueryClient } from '@tanstack/react-query';
import type { ListedSession } from './listed-session.ts';
import type { SessionNews } from './listing.ts';
import { hear, sessionsQuery } from './sessions-query.ts';

/** Changes the list in view to what the server has said or will say, and asks it for its own where it is not heard. */
export function useListChange() {
  const queries = useQueryClient();
  const { queryKey } = sessionsQuery;
  return {
    /** The sessions in view. */
    known: (): readonly ListedSession[] => queries.getQueryData(queryKey)?.sessions ?? [],
    change: (of: (sessions: readonly ListedSession[]) => SessionNews) => {
      const known = queries.getQueryData(queryKey);
      if (known) hear(queries, of(known.sessions));
    },
    renew: () => void queries.refetchQueries({ queryKey, stale: true }),
  };
}
