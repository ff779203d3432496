import type { LiveList, Session, SessionChange, SessionList } from '@latchkey/client';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { authQuery } from '../../../api/auth.ts';
import { clearIfSignedOut, queries } from '../../../api/queries.ts';
import { messages } from '../../../i18n/messages.ts';
import { clearErrors, showToast } from '../../../ui/toasts.tsx';
import { nameInSentence } from '../../devices/session-name.tsx';
import { loadedAlerts, reloadAlerts } from '../../sign-in-alerts/alerts-query.ts';
import { followLive, listedSessions, live, screens } from './live-sessions.ts';

const subscribe = (listener: () => void) =>
  followLive((list) => {
    // A list that has not loaded calls nothing, but shows less than the one before.
    listener();
    return list.subscribe(listener);
  });
const current = () => live().current;

/** The list on a server, which renders no sessions. */
const nothing: LiveList = {
  sessions: [],
  isComplete: false,
  isLoaded: false,
  isLoading: false,
  isLive: false,
  checkedAt: null,
  error: null,
};

/** The list, on a screen that keeps it current by `useLiveSessions`. */
export const useLiveList = (): LiveList => useSyncExternalStore(subscribe, current, () => nothing);

let announced: readonly Session[] = [];

/** Shows new sign-ins in one toast, which counts further ones while it is visible. */
function toastSignIn(appeared: readonly Session[]) {
  if (appeared.length === 0) return;
  announced = [...announced, ...appeared];
  const { appeared: appearedOne, appearedMany } = messages.sessions;
  const [first, ...more] = announced;
  if (!first) return;
  showToast({
    id: 'appeared',
    tone: 'news',
    text: more.length === 0 ? appearedOne(nameInSentence(first)) : appearedMany(announced.length),
    onGone() {
      announced = [];
    },
  });
}

let stopReports = () => {};

/** Handles a report once, however many parts are shown. */
function onReport(changes: readonly SessionChange[]) {
  const idsOf = (kind: SessionChange['kind']) =>
    changes.filter((change) => change.kind === kind).map(({ sessionId }) => sessionId);
  clearErrors(idsOf('ended'));
  // Without a change, the stream was interrupted.
  const isUse = changes.length > 0 && changes.every(({ kind }) => kind === 'used');
  if (isUse) return;
  for (const onChange of screens) onChange();
  const appeared = new Set(idsOf('appeared'));
  // A session with a sign-in alert is shown by the alert and needs no toast.
  void reloadAlerts().then(() => {
    for (const { sessionId } of loadedAlerts()) appeared.delete(sessionId);
    toastSignIn(listedSessions().filter(({ id }) => appeared.has(id)));
  });
}

/**
 * The list of the signed-in user, kept current while the screen is mounted. Calls `onChange` for each change that is more than
 * a use.
 */
export function useLiveSessions(onChange = () => {}): LiveList {
  const list = useLiveList();
  useClearedSession(list);

  const change = useEffectEvent(onChange);
  useEffect(() => {
    const call = () => change();
    screens.add(call);
    if (screens.size === 1) stopReports = followLive((followed) => followed.onChange(onReport));
    return () => {
      screens.delete(call);
      if (screens.size === 0) stopReports();
    };
  }, []);
  return list;
}

/** Shows the sign-in form when the list says that the session is over, and forgets the list when it is. */
function useClearedSession({ error }: LiveList) {
  useEffect(() => clearIfSignedOut(error), [error]);
  useEffect(
    () => () => {
      // The next user of the page has another list.
      if (queries.getQueryData(authQuery.queryKey)?.user === null) live().clear();
    },
    [],
  );
}

/**
 * How long a partial list waits for the rest, in milliseconds, because groups and filters of the complete list would move it.
 */
const settleTime = 3000;

/** The list once it is complete or the wait is over, and from then on always. */
export function useSettledList(list: LiveList): SessionList | undefined {
  const [isSettled, setSettled] = useState(false);
  const { isLoaded, isComplete } = list;
  if (isComplete && !isSettled) setSettled(true);
  useEffect(() => {
    if (!isLoaded) return undefined;
    const timer = setTimeout(() => setSettled(true), settleTime);
    return () => clearTimeout(timer);
  }, [isLoaded]);
  return isSettled && isLoaded ? list : undefined;
}
