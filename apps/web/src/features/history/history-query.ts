import type { AppRouter } from '@latchkey/api/routers/app-router';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { inferRouterInputs } from '@trpc/server';
import type { HistoryPage } from '../../api/outputs.ts';
import { api } from '../../api/trpc.ts';
import { type HistoryView, historyFilters } from './history-view.ts';

type Before = NonNullable<inferRouterInputs<AppRouter>['history']['list']['before']> | null;

const first: { readonly before: Before } = { before: null };

/** The query of the history, page by page from the newest event. */
const historyQuery = ({ filter, deviceId }: HistoryView) =>
  infiniteQueryOptions({
    queryKey: ['history', filter, deviceId],
    queryFn: ({ pageParam, signal }): Promise<HistoryPage> =>
      api.history.list.query({ kinds: historyFilters[filter], deviceId, before: pageParam }, { signal }),
    initialPageParam: first.before,
    getNextPageParam: ({ next }: HistoryPage): Before => next,
    select: ({ pages }) => pages.flatMap(({ entries }) => entries),
  });

/** In milliseconds. A failed sign-in changes no session, so that the subscription does not report it. */
const interval = 15_000;

/** The history of the signed-in user, as many pages as have been loaded. */
export function useHistory(view: HistoryView) {
  return useInfiniteQuery({ ...historyQuery(view), refetchInterval: interval, refetchOnWindowFocus: 'always' });
}
