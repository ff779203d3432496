import { trpc } from '../api/trpc.ts';
import { inOrder } from './session-order.ts';

const interval = 15_000;

/** The sessions of whoever is signed in. Where the server is not heard as things happen, it is asked now and then. */
export function useSessions(isLive: boolean) {
  return trpc.session.list.useQuery(undefined, {
    select: inOrder,
    refetchInterval: isLive ? false : interval,
    refetchOnWindowFocus: 'always',
  });
}
