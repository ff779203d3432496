import { trpc } from '../../../api/trpc.ts';

/** How many events the screen shows. */
const newest = 5;

/** In milliseconds. A failed sign-in changes no session, so that the subscription does not report it. */
const interval = 15_000;

/** The newest events of the account. */
export const useRecentEvents = () =>
  trpc.history.list.useQuery({ limit: newest }, { refetchInterval: interval, refetchOnWindowFocus: 'always' });
