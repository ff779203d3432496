import { trpc } from '../api/trpc.ts';
import { inOrder } from './session-order.ts';

const interval = 15_000;

/** The sessions of whoever is signed in, kept fresh while somebody looks at them. */
export function useSessions() {
  return trpc.session.list.useQuery(undefined, {
    select: inOrder,
    refetchInterval: interval,
    refetchOnWindowFocus: 'always',
  });
}
