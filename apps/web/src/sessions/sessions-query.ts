import type { AppRouter } from '@latchkey/api/app-router';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { api } from '../api/trpc.ts';
import type { ListedSession } from './listed-session.ts';
import { type Listing, type SessionNews, withNews } from './listing.ts';

type SessionPage = inferRouterOutputs<AppRouter>['session']['page'];

/** Enough for nearly everybody, so that there is no second page; and few enough to be there at once. */
const firstPage = 100;

/** What has been heard since each load that is under way began. It is newer than the pages that were read before it. */
const loads = new Set<SessionNews[]>();

/** Every session of whoever is signed in: one entry, which a load fills and the stream of news keeps true. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ client, signal }) => load(signal, (part) => showMeanwhile(client, part)),
});

/**
 * Reads those that were used last, which are shown at once, and then all from the oldest use on. Uses only move forward, so
 * that this way meets every session, also one that is used meanwhile.
 */
async function load(signal: AbortSignal, show: (part: Listing) => void): Promise<Listing> {
  const heard: SessionNews[] = [];
  const read = new Map<number, ListedSession>();
  const take = ({ sessions, next }: SessionPage) => {
    for (const session of sessions) read.set(session.id, session);
    return next;
  };
  const listing = (isComplete: boolean): Listing => ({
    sessions: heard.reduce(withNews, [...read.values()]),
    isComplete,
  });
  loads.add(heard);
  try {
    const latest = { order: 'latest_use_first', limit: firstPage } as const;
    let isComplete = take(await api.session.page.query(latest, { signal })) === null;
    for (let after: SessionPage['next'] = null; !isComplete; isComplete = after === null) {
      show(listing(false));
      after = take(await api.session.page.query({ order: 'oldest_use_first', after }, { signal }));
    }
    return listing(true);
  } finally {
    loads.delete(heard);
  }
}

/** A part is better than nothing, but no better than the whole of a moment ago. */
function showMeanwhile(queries: QueryClient, part: Listing) {
  queries.setQueryData(sessionsQuery.queryKey, (shown) => (shown?.isComplete ? shown : part));
}

/** Puts into the list what the server has said, or will say. */
export function hear(queries: QueryClient, news: SessionNews) {
  for (const heard of loads) heard.push(news);
  queries.setQueryData(
    sessionsQuery.queryKey,
    (shown) => shown && { ...shown, sessions: withNews(shown.sessions, news) },
  );
}

/** Starts over from what the server has said at the beginning of its news: whatever was asked for before is older. */
export function startOver(queries: QueryClient, { sessions, isComplete }: Listing) {
  const { queryKey } = sessionsQuery;
  void queries.cancelQueries({ queryKey });
  queries.setQueryData(queryKey, (shown) =>
    shown?.isComplete && !isComplete
      ? { sessions: withNews(shown.sessions, { now: sessions, gone: [] }), isComplete: true }
      : { sessions, isComplete },
  );
  if (!isComplete) void queries.invalidateQueries({ queryKey });
}
