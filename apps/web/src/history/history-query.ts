import type { AppRouter } from '@latchkey/api/app-router';
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { api } from '../api/trpc.ts';

export type HistoryPage = inferRouterOutputs<AppRouter>['history']['list'];
export type HistoryEntry = HistoryPage['entries'][number];
export type EventKind = HistoryEntry['kind'];

type Before = NonNullable<inferRouterInputs<AppRouter>['history']['list']['before']> | null;

/** What can be looked at alone. */
export const historyFilters = {
  everything: null,
  signIns: ['signed_in'],
  failures: ['sign_in_failed', 'step_up_failed'],
  ends: ['ended'],
  changes: [
    'stepped_up',
    'password_changed',
    'password_reset_requested',
    'password_reset',
    'email_verified',
    'device_renamed',
    'idle_limit_changed',
    'alert_confirmed',
    'alert_reopened',
    'alert_denied',
  ],
} satisfies Record<string, EventKind[] | null>;

export type HistoryFilter = keyof typeof historyFilters;

export const isHistoryFilter = (name: string): name is HistoryFilter => Object.hasOwn(historyFilters, name);

const first: { readonly before: Before } = { before: null };

/** The history from the newest backwards, page by page. */
export const historyQuery = (filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: ['history', filter],
    queryFn: ({ pageParam, signal }): Promise<HistoryPage> =>
      api.history.list.query({ kinds: historyFilters[filter], before: pageParam }, { signal }),
    initialPageParam: first.before,
    getNextPageParam: ({ next }: HistoryPage): Before => next,
    select: ({ pages }) => pages.flatMap(({ entries }) => entries),
  });
