import type { AppRouter } from '@latchkey/api/app-router';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { api } from '../api/trpc.ts';
import { forgetFailures } from '../toasts/toasts.ts';
import type { ListedSession } from './listed-session.ts';
import { type Listing, type SessionNews, withNews } from './listing.ts';
import { endExpectation, waitForStream } from './stream-opening.ts';

type SessionPage = inferRouterOutputs<AppRouter>['session']['page'];
type Cursor = NonNullable<SessionPage['next']>;

/** Enough for nearly everybody, so that there is no second page; and few enough to be there at once. */
const firstPage = 100;

/** What has been heard since each load that is under way began. It is newer than the pages that were read before it. */
const loads = new Set<SessionNews[]>();

/** What the stream began with, until a load reads the rest. */
let opening: readonly ListedSession[] | null = null;

/** Every session of whoever is signed in: one entry, which a load fills and the stream of news keeps true. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  async queryFn({ client, signal }) {
    const show = (part: Listing) => showMeanwhile(client, part);
    const begun = opening;
    opening = null;
    if (begun) return loading((heard) => loadRest(begun, heard, signal, show));
    // The stream begins with the list: `startOver` puts it in and cancels this load. Only where it does not come, it is asked for.
    await waitForStream(signal);
    return loading((heard) => loadAll(heard, signal, show));
  },
});

async function loading(load: (heard: readonly SessionNews[]) => Promise<Listing>): Promise<Listing> {
  const heard: SessionNews[] = [];
  loads.add(heard);
  try {
    return await load(heard);
  } finally {
    loads.delete(heard);
  }
}

/**
 * Reads those that were used last, which are shown at once, and then all from the oldest use on. Uses only move forward, so
 * that this way meets every session, also one that is used meanwhile.
 */
async function loadAll(
  heard: readonly SessionNews[],
  signal: AbortSignal,
  show: (part: Listing) => void,
): Promise<Listing> {
  const read = new Map<number, ListedSession>();
  const take = ({ sessions, next }: SessionPage) => {
    for (const session of sessions) read.set(session.id, session);
    return next;
  };
  const listing = (isComplete: boolean): Listing => ({
    sessions: heard.reduce(withNews, [...read.values()]),
    isComplete,
  });
  const latest = { order: 'latest_use_first', limit: firstPage } as const;
  let isComplete = take(await api.session.page.query(latest, { signal })) === null;
  for (let after: SessionPage['next'] = null; !isComplete; isComplete = after === null) {
    show(listing(false));
    after = take(await api.session.page.query({ order: 'oldest_use_first', after }, { signal }));
  }
  return listing(true);
}

/**
 * Reads what lies behind the sessions that the stream has begun with. One that is used meanwhile is no longer there, but the
 * stream tells of it, so that each row is loaded once.
 */
async function loadRest(
  begun: readonly ListedSession[],
  heard: readonly SessionNews[],
  signal: AbortSignal,
  show: (part: Listing) => void,
): Promise<Listing> {
  const read: ListedSession[] = [];
  const listing = (isComplete: boolean): Listing => ({
    // What the stream has said is newer than any page.
    sessions: [{ now: begun, gone: [] }, ...heard].reduce(withNews, read),
    isComplete,
  });
  for (let after: SessionPage['next'] = endOf(begun); after !== null;) {
    const page: SessionPage = await api.session.page.query({ order: 'latest_use_first', after }, { signal });
    read.push(...page.sessions);
    after = page.next;
    if (after) show(listing(false));
  }
  return listing(true);
}

/** Where the pages go on: behind the oldest use, which is known to the millisecond. A cursor counts microseconds. */
function endOf(sessions: readonly ListedSession[]): Cursor {
  const oldest = Math.min(...sessions.map(({ lastUsedAt }) => Date.parse(lastUsedAt)));
  return { lastUsed: oldest * 1000 + 999, id: Number.MAX_SAFE_INTEGER };
}

/** A part is better than nothing, but no better than the whole of a moment ago. */
function showMeanwhile(queries: QueryClient, part: Listing) {
  queries.setQueryData(sessionsQuery.queryKey, (shown) => (shown?.isComplete ? shown : part));
}

/** Puts into the list what the server has said, or will say. */
export function hear(queries: QueryClient, news: SessionNews) {
  for (const heard of loads) heard.push(news);
  if (opening) opening = withNews(opening, news);
  forgetFailures(news.gone);
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
  opening = isComplete ? null : sessions;
  endExpectation();
  if (!isComplete) void queries.invalidateQueries({ queryKey });
}

/** The stream is over: what it began with is of no use to a load any more. */
export function streamOver() {
  opening = null;
  endExpectation();
}
