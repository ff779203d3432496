import { useQuery } from '@tanstack/react-query';
import { sessionsQuery } from './sessions-query.ts';

const interval = 15_000;

/**
 * The sessions of whoever is signed in. While the server is heard as things happen, nothing here grows stale; where it is
 * not, it is asked now and then.
 */
export function useSessions(isLive: boolean) {
  return useQuery({
    ...sessionsQuery,
    staleTime: isLive ? Infinity : 0,
    refetchInterval: isLive ? false : interval,
    refetchOnWindowFocus: isLive ? false : 'always',
  });
}
