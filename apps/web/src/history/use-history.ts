import { useInfiniteQuery } from '@tanstack/react-query';
import { type HistoryFilter, historyQuery } from './history-query.ts';

/** A failed attempt changes no session, so nothing tells of it: the history is asked for now and then. */
const interval = 15_000;

/** The history of whoever is signed in, as much of it as has been asked for. */
export function useHistory(filter: HistoryFilter) {
  return useInfiniteQuery({ ...historyQuery(filter), refetchInterval: interval, refetchOnWindowFocus: 'always' });
}
