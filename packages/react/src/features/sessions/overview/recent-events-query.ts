import { useQuery } from '@tanstack/react-query';
import { latchkey } from '../../../api/latchkey.ts';
import { queries } from '../../../api/queries.ts';
import { reload } from '../../../api/reload.ts';

/** How many events the screen shows. */
const newest = 5;

/** In milliseconds. A failed sign-in changes no session, so that the subscription does not report it. */
const interval = 15_000;

const queryKey = ['recent-events'];

/** Loads the newest events again. */
export const reloadRecentEvents = () => reload(queryKey);

/** The newest events of the account. */
export const useRecentEvents = () =>
  useQuery(
    {
      queryKey,
      queryFn: () => latchkey().history.list({ limit: newest }),
      refetchInterval: interval,
      refetchOnWindowFocus: 'always',
    },
    queries,
  );
