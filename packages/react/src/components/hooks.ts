import type { HistoryEntry, LatchkeyClient, LiveList, SignInAlert, User } from '@latchkey/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { authQuery } from '../api/auth.ts';
import { latchkey } from '../api/latchkey.ts';
import { clearIfSignedOut, queries, useAuth } from '../api/queries.ts';
import { useHistory as useHistoryPages } from '../features/history/history-query.ts';
import { everything, type HistoryFilter } from '../features/history/history-view.ts';
import { useLiveList } from '../features/sessions/live/use-live-sessions.ts';
import { reloadAlerts, useAlerts } from '../features/sign-in-alerts/alerts-query.ts';
import { useReportedSignOut } from './use-reported-sign-out.ts';

/** The client of the document, for calls in event handlers. Not for a server, which has no user. */
export const useLatchkey = (): (() => LatchkeyClient) => latchkey;

/** Forgets what belongs to the former user. */
const reloadAuth = () => void queries.resetQueries();

export interface UserState {
  /** The signed-in user. Undefined until that is known, and null where no user is signed in. */
  readonly user: User | null | undefined;
  /** Asks again, after the application has signed a user in. */
  readonly reload: () => void;
}

/** Whose session it is. */
export function useUser(): UserState {
  const { data } = useAuth();
  return { user: data?.user, reload: reloadAuth };
}

/** For hooks whose data only a signed-in user has. Sends no request: theirs say that the session has ended. */
function useSignedOutReport() {
  const { data: auth } = useQuery({ ...authQuery, enabled: false }, queries);
  useReportedSignOut(auth?.user === null ? auth : null);
}

/** The sessions of the user, current at any time. Empty on a server. `useLatchkey` has the calls that end them. */
export function useSessions(): LiveList {
  useSignedOutReport();
  const list = useLiveList();
  const { error } = list;
  useEffect(() => clearIfSignedOut(error), [error]);
  return list;
}

interface HistoryOptions {
  /** Which kinds of events: `everything` without it. */
  readonly filter?: HistoryFilter;
  /** The only device whose events are listed. */
  readonly deviceId?: number | null;
}

export interface HistoryState {
  /** The events that have been loaded, the newest first. Undefined until then. */
  readonly entries: readonly HistoryEntry[] | undefined;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

/** The history of the account, page by page. */
export function useHistory({ filter = everything.filter, deviceId = null }: HistoryOptions = {}): HistoryState {
  useSignedOutReport();
  const history = useHistoryPages({ filter, deviceId });
  return {
    entries: history.data,
    error: history.error,
    hasMore: history.hasNextPage,
    isLoadingMore: history.isFetchingNextPage,
    loadMore: () => void history.fetchNextPage(),
  };
}

export interface SignInAlertsState {
  /** The open alerts. Undefined until they have been loaded. */
  readonly alerts: readonly SignInAlert[] | undefined;
  readonly error: Error | null;
  /** Loads them again, such as after an answer. They are at most 15 seconds old without it. */
  readonly reload: () => void;
}

const reload = () => void reloadAlerts();

/** The questions “Was this you?” that are open. `useLatchkey` has the call that answers them. */
export function useSignInAlerts(): SignInAlertsState {
  useSignedOutReport();
  const { data: alerts, error } = useAlerts();
  return { alerts, error, reload };
}
