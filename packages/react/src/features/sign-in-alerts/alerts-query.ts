import { queryOptions, useQuery } from '@tanstack/react-query';
import { latchkey } from '../../api/latchkey.ts';
import { queries } from '../../api/queries.ts';
import { reload } from '../../api/reload.ts';

const alertsQuery = queryOptions({ queryKey: ['alerts'], queryFn: () => latchkey().alerts.list() });
const { queryKey } = alertsQuery;

const interval = 15_000;

/**
 * The open alerts. `useLiveSessions` reloads them when a session appears, and the interval when another device answers.
 */
export function useAlerts() {
  return useQuery(
    {
      ...alertsQuery,
      refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 0 ? interval : false),
      refetchOnWindowFocus: 'always',
    },
    queries,
  );
}

/** The open alerts, loaded once, for what needs them beside `useAlerts`. */
export const useOpenAlerts = () => useQuery(alertsQuery, queries);

/** The open alerts, from the answer to a request that is sent or under way. */
export const loadAlerts = () => queries.fetchQuery(alertsQuery);

/** The open alerts that were loaded last. */
export const loadedAlerts = () => queries.getQueryData(queryKey) ?? [];

/** Removes an answered alert at once, so that it cannot be answered twice. */
export function removeAlert(answeredId: number) {
  queries.setQueryData(queryKey, (alerts) => alerts?.filter(({ id }) => id !== answeredId));
}

/** Loads the open alerts again. */
export const reloadAlerts = () => reload(queryKey);
