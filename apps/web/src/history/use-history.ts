import { useInfiniteQuery } from '@tanstack/react-query';
import { type HistoryFilter, historyQuery } from './history-query.ts';

/** The history of whoever is signed in, as much of it as has been asked for. */
export function useHistory(filter: HistoryFilter) {
  return useInfiniteQuery(historyQuery(filter));
}
