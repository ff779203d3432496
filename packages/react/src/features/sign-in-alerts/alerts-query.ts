import { queryOptions, useQuery } from '@tanstack/react-query';
import { latchkey } from '../../api/latchkey.ts';
import { queries } from '../../api/queries.ts';
import { reload } from '../../api/reload.ts';

const alertsQuery = queryOptions({ queryKey: ['alerts'], queryFn: () => latchkey().alerts.list() });
const { queryKey } = alertsQuery;

/** In milliseconds. Another device may answer, and without the stream nothing reports a sign-in. */
const interval = 15_000;

/** The open alerts. `useLiveSessions` reloads them at once when a session appears. */
export function useAlerts() {
  return useQuery(
    {
      ...alertsQuery,
      // Under a stream, pages without an alert ask nothing, because most open pages have none.
      refetchInterval: ({ state }) =>
        state.data?.length === 0 && latchkey().sessions.live.current.isLive ? false : interval,
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
