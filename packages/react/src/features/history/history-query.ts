import type { HistoryPage } from '@latchkey/client';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { latchkey } from '../../api/latchkey.ts';
import { queries } from '../../api/queries.ts';
import { reload } from '../../api/reload.ts';
import { type HistoryView, historyFilters } from './history-view.ts';

type Before = HistoryPage['next'];

const first: { readonly before: Before } = { before: null };

/** The query of the history, page by page from the newest event. */
const historyQuery = ({ filter, deviceId }: HistoryView) =>
  infiniteQueryOptions({
    queryKey: ['history', filter, deviceId],
    queryFn: ({ pageParam }): Promise<HistoryPage> =>
      latchkey().history.list({ kinds: historyFilters[filter], deviceId, before: pageParam }),
    initialPageParam: first.before,
    getNextPageParam: ({ next }: HistoryPage): Before => next,
    select: ({ pages }) => pages.flatMap(({ entries }) => entries),
  });

/** Loads the history again. */
export const reloadHistory = () => reload(['history']);

/** In milliseconds. A failed sign-in changes no session, so that the subscription does not report it. */
const interval = 15_000;

/** Of a longer history, the interval would load each page again and again. Changes of sessions do, and a return to the window. */
const mostPages = 3;

/** How often a history of this many loaded pages is loaded again. */
export const intervalOf = (pages: number): number | false => (pages > mostPages ? false : interval);

/** The history of the signed-in user, as many pages as have been loaded. */
export function useHistory(view: HistoryView) {
  return useInfiniteQuery(
    {
      ...historyQuery(view),
      refetchInterval: ({ state }) => intervalOf(state.data?.pages.length ?? 0),
      refetchOnWindowFocus: 'always',
    },
    queries,
  );
}
