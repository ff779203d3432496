import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import type { SessionChange, SessionList } from './session-list.ts';
import { applyToList, sessionsQuery } from './sessions-query.ts';

const interval = 15_000;

/** The session list of the signed-in user. Without a live stream it is reloaded at intervals. */
export function useSessions(isLive: boolean) {
  return useQuery({
    ...sessionsQuery,
    staleTime: isLive ? Infinity : 0,
    refetchInterval: isLive ? false : interval,
    refetchOnWindowFocus: isLive ? false : 'always',
  });
}

/**
 * How long a partial list waits for the rest, in milliseconds, because groups and filters of the complete list would move it.
 */
const settleTime = 3000;

/** The list once it is complete or the wait is over, and from then on always. */
export function useSettledList(list: SessionList | undefined): SessionList | undefined {
  const [isSettled, setSettled] = useState(false);
  const isThere = list !== undefined;
  if (list?.isComplete && !isSettled) setSettled(true);
  useEffect(() => {
    if (!isThere) return undefined;
    const timer = setTimeout(() => setSettled(true), settleTime);
    return () => clearTimeout(timer);
  }, [isThere]);
  return isSettled ? list : undefined;
}

/** Functions that read, change and reload the session list. */
export function useSessionListCache() {
  const queries = useQueryClient();
  const { queryKey } = sessionsQuery;
  return {
    /** The sessions of the list, empty before it has loaded. */
    current: (): readonly SessionView[] => queries.getQueryData(queryKey)?.sessions ?? [],
    update: (changeOf: (sessions: readonly SessionView[]) => SessionChange) => {
      const list = queries.getQueryData(queryKey);
      if (list) applyToList(queries, changeOf(list.sessions));
    },
    reload: () => void queries.refetchQueries({ queryKey, stale: true }),
  };
}
