import type { Query, QueryKey } from '@tanstack/react-query';
import { queries } from './queries.ts';

/**
 * Loads the visible queries of a key again, after a change that their data must show. A first request that is under way may have
 * been answered before the change, and TanStack Query sends no other request beside it: it is waited for. So is the request of
 * a further page, which would be cancelled.
 */
export async function reload(queryKey: QueryKey): Promise<void> {
  const isAwaited = {
    queryKey,
    predicate: ({ state }: Query) => state.data === undefined || state.fetchMeta?.fetchMore !== undefined,
  };
  if (queries.isFetching(isAwaited) > 0)
    await queries.refetchQueries({ ...isAwaited, fetchStatus: 'fetching' }, { cancelRefetch: false });
  await queries.invalidateQueries({ queryKey });
}
