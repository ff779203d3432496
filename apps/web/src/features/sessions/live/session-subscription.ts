import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { apiErrorOf, isSignedOut } from '../../../api/api-error.ts';
import { useIsServerAlive } from '../../../api/heartbeat.ts';
import type { SessionView } from '../../../api/outputs.ts';
import { trpc } from '../../../api/trpc.ts';
import { messages } from '../../../i18n/messages.ts';
import { showToast } from '../../../ui/toasts.tsx';
import { useIsVisible } from '../../../ui/use-is-visible.ts';
import { clearSession } from '../../auth/clear-session.ts';
import { nameInSentence } from '../../devices/session-name.tsx';
import { applyToList, endStream, sessionsQuery, startFromStream } from './sessions-query.ts';
import { expectStream } from './stream-opening.ts';

/** Waits before a failed stream is opened again, doubling from the shortest to the longest. In milliseconds. */
const shortestPause = 400;
const longestPause = 30_000;

/** Randomizes waits, so that pages that lose a server together do not return together. */
const randomized = (milliseconds: number) => milliseconds * (0.5 + Math.random() / 2);

let announced: readonly SessionView[] = [];

/** Shows new sign-ins in one toast, which counts further ones while it is visible. */
function toastSignIn(appeared: readonly SessionView[]) {
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

/**
 * Subscribes to changes of the sessions and applies them to the list. Calls `onChange` for each change that is more than a use.
 * Returns whether the stream is live. Closed while the page is hidden, because a browser opens at most six connections to a
 * server.
 */
export function useSessionSubscription(onChange = () => {}): boolean {
  const queries = useQueryClient();
  const { list: alerts } = trpc.useUtils().alert;
  const enabled = useIsVisible();
  const pause = useRef(shortestPause);
  const retryTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hasOpened = useRef(false);
  useEffect(() => () => clearTimeout(retryTimer.current), []);
  // Runs before the list's query, which waits for the stream because it begins with the list.
  useEffect(() => {
    if (!enabled) return undefined;
    expectStream();
    return endStream;
  }, [enabled]);

  const { status, reset } = trpc.session.watch.useSubscription(undefined, {
    enabled,
    onData(event) {
      pause.current = shortestPause;
      if (event.kind === 'opened') {
        startFromStream(queries, event);
        // Changes between two streams were not reported.
        if (hasOpened.current) onChange();
        hasOpened.current = true;
        return;
      }
      const { sessions, changes } = event;
      const endedIds = changes.filter(({ kind }) => kind === 'ended').map(({ sessionId }) => sessionId);
      applyToList(queries, { updated: sessions, endedIds });
      const appeared = new Set(changes.filter(({ kind }) => kind === 'appeared').map(({ sessionId }) => sessionId));
      if (changes.every(({ kind }) => kind === 'used')) return;
      onChange();
      // A session with a sign-in alert is shown by the alert and needs no toast.
      void alerts.invalidate().then(() => {
        for (const { sessionId } of alerts.getData()?.alerts ?? []) appeared.delete(sessionId);
        toastSignIn(sessions.filter(({ id }) => appeared.has(id)));
      });
    },
    onError(error) {
      endStream();
      const apiError = apiErrorOf(error);
      if (isSignedOut(apiError) && apiError.end) return clearSession(queries, apiError.end);
      // A step-up has replaced the token, or the stream failed for a reason that only a request can tell.
      void queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      retryTimer.current = setTimeout(reset, randomized(pause.current));
      pause.current = Math.min(2 * pause.current, longestPause);
    },
  });
  // A connection of the former network may be dead without an error.
  useEffect(() => {
    addEventListener('online', reset);
    return () => removeEventListener('online', reset);
  }, [reset]);
  const isServerAlive = useIsServerAlive();
  return status === 'pending' && isServerAlive;
}
