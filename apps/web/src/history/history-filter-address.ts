import { type HistoryFilter, isHistoryFilter } from './history-query.ts';

const shown = 'show';

/** The part of the history that an address asks for: `show=failures`. Everything, where it asks for none that there is. */
export function filterIn(params: URLSearchParams): HistoryFilter {
  const name = params.get(shown) ?? '';
  return isHistoryFilter(name) ? name : 'everything';
}

export const filterParams = (filter: HistoryFilter): URLSearchParams =>
  new URLSearchParams(filter === 'everything' ? {} : { [shown]: filter });
