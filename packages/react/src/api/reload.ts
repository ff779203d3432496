import type { QueryKey } from '@tanstack/react-query';
import { queries } from './queries.ts';

/**
 * Loads the visible queries of a key again, after a change that their data must show. A first request that is under way may have
 * been answered before the change, and TanStack Query sends no other request beside it: it is waited for.
 */
export async function reload(queryKey: QueryKey): Promise<void> {
  const isFirst = { queryKey, predicate: ({ state }: { state: { data: unknown } }) => state.data === undefined };
  if (queries.isFetching(isFirst) > 0) await queries.refetchQueries(isFirst, { cancelRefetch: false });
  await queries.invalidateQueries({ queryKey });
}
