import { queryOptions, useQuery } from '@tanstack/react-query';
import { latchkey } from '../../api/latchkey.ts';
import { queries } from '../../api/queries.ts';
import { reload } from '../../api/reload.ts';
import { isReported } from '../sessions/live/live-sessions.ts';

const alertsQuery = queryOptions({ queryKey: ['alerts'], queryFn: () => latchkey().alerts.list() });
const { queryKey } = alertsQuery;

/** In milliseconds. Another device may answer, and nothing may report a sign-in. */
const interval = 15_000;

/** The open alerts. `useLiveSessions` reloads them at once when a session appears. */
export function useAlerts() {
  return useQuery(
    {
      ...alertsQuery,
      // Most open pages have no alert, and a stream, and ask nothing.
      refetchInterval: ({ state }) => (state.data?.length === 0 && isReported() ? false : interval),
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
