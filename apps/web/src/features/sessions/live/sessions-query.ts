import type { AppRouter } from '@latchkey/api/routers/app-router';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import type { SessionView } from '../../../api/outputs.ts';
import { api } from '../../../api/trpc.ts';
import { clearErrors } from '../../../ui/toasts.tsx';
import { applyChange, type SessionChange, type SessionList } from './session-list.ts';
import { stopWaiting, waitForStream } from './stream-opening.ts';

type SessionPage = inferRouterOutputs<AppRouter>['session']['page'];
type Cursor = NonNullable<SessionPage['next']>;

/** Enough for most users' complete list in one fast request. */
const firstPage = 100;

/** Changes that arrived since each running load began. They are newer than the load's pages. */
const loads = new Set<SessionChange[]>();

/** The first part of a long list from the stream, until a load reads the rest. */
let opening: readonly SessionView[] | null = null;

/** The query of all sessions of the signed-in user. Loads fill it, and the subscription updates it. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  async queryFn({ client, signal }) {
    const show = (part: SessionList) => showMeanwhile(client, part);
    const streamed = opening;
    opening = null;
    if (streamed) return loading((changes) => loadRest(streamed, changes, signal, show));
    // The stream begins with the list, and `startFromStream` then cancels this load. The request is sent only where no stream
    // opens in time.
    await waitForStream(signal);
    return loading((changes) => loadAll(changes, signal, show));
  },
});

async function loading(load: (changes: readonly SessionChange[]) => Promise<SessionList>): Promise<SessionList> {
  const changes: SessionChange[] = [];
  loads.add(changes);
  try {
    return await load(changes);
  } finally {
    loads.delete(changes);
  }
}

/**
 * Loads the sessions used last, which show at once, then all in order of oldest use. Uses only move sessions to later pages, so
 * that no session is missed.
 */
async function loadAll(
  changes: readonly SessionChange[],
  signal: AbortSignal,
  show: (part: SessionList) => void,
): Promise<SessionList> {
  const read = new Map<number, SessionView>();
  const take = ({ sessions, next }: SessionPage) => {
    for (const session of sessions) read.set(session.id, session);
    return next;
  };
  const listing = (isComplete: boolean): SessionList => ({
    sessions: changes.reduce(applyChange, [...read.values()]),
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
 * Loads the sessions after those of the stream. A session that is used meanwhile may leave these pages, but then the stream
 * reports it.
 */
async function loadRest(
  streamed: readonly SessionView[],
  changes: readonly SessionChange[],
  signal: AbortSignal,
  show: (part: SessionList) => void,
): Promise<SessionList> {
  const read: SessionView[] = [];
  const listing = (isComplete: boolean): SessionList => ({
    // What the stream reports is newer than any page.
    sessions: [{ updated: streamed, endedIds: [] }, ...changes].reduce(applyChange, read),
    isComplete,
  });
  for (let after: SessionPage['next'] = endOf(streamed); after !== null;) {
    const page: SessionPage = await api.session.page.query({ order: 'latest_use_first', after }, { signal });
    read.push(...page.sessions);
    after = page.next;
    if (after) show(listing(false));
  }
  return listing(true);
}

/** The cursor after the oldest session. A cursor has microseconds, and the session's time is cut to milliseconds. */
function endOf(sessions: readonly SessionView[]): Cursor {
  const oldest = Math.min(...sessions.map(({ lastUsedAt }) => Date.parse(lastUsedAt)));
  return { lastUsed: oldest * 1000 + 999, id: Number.MAX_SAFE_INTEGER };
}

/** Shows a part of the list while nothing or only a part is shown. A complete older list stays. */
function showMeanwhile(queries: QueryClient, part: SessionList) {
  queries.setQueryData(sessionsQuery.queryKey, (list) => (list?.isComplete ? list : part));
}

/** Applies a change that the server reported, or that this page has made. */
export function applyToList(queries: QueryClient, change: SessionChange) {
  for (const changes of loads) changes.push(change);
  if (opening) opening = applyChange(opening, change);
  clearErrors(change.endedIds);
  queries.setQueryData(
    sessionsQuery.queryKey,
    (list) => list && { ...list, sessions: applyChange(list.sessions, change) },
  );
}

/** Replaces the list by the first event of a stream, which is newer than any running load. */
export function startFromStream(queries: QueryClient, { sessions, isComplete }: SessionList) {
  const { queryKey } = sessionsQuery;
  void queries.cancelQueries({ queryKey });
  queries.setQueryData(queryKey, (list) =>
    list?.isComplete && !isComplete
      ? { sessions: applyChange(list.sessions, { updated: sessions, endedIds: [] }), isComplete: true }
      : { sessions, isComplete },
  );
  opening = isComplete ? null : sessions;
  stopWaiting();
  if (!isComplete) void queries.invalidateQueries({ queryKey });
}

/** Ends the wait for a stream, and forgets its first part. */
export function endStream() {
  opening = null;
  stopWaiting();
}
