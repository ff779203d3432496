import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useHeard } from '../api/heartbeat.ts';
import { isSignedOut, refusalOf } from '../api/refusal.ts';
import { trpc } from '../api/trpc.ts';
import { useIsVisible } from '../screen/use-is-visible.ts';
import { sentences } from '../sentences.ts';
import { showToast } from '../toasts/toasts.ts';
import { depart } from '../visitor/visitor.ts';
import type { ListedSession } from './listed-session.ts';
import { nameInSentence } from './session-name.ts';
import { hear, sessionsQuery, startOver, streamOver } from './sessions-query.ts';
import { expectStream } from './stream-opening.ts';

/** Before a stream that was refused is asked for again: longer each time. In milliseconds. */
const shortestPause = 400;
const longestPause = 30_000;

/** Many pages lose a server at one moment, and should not all come back at one. */
const varied = (milliseconds: number) => milliseconds * (0.5 + Math.random() / 2);

let announced: readonly ListedSession[] = [];

/** Says who has come, in one toast that counts on for as long as it is in view. */
function announce(appeared: readonly ListedSession[]) {
  if (appeared.length === 0) return;
  announced = [...announced, ...appeared];
  const { appeared: said, appearedMany } = sentences.sessions;
  const [first, ...more] = announced;
  if (!first) return;
  showToast({
    id: 'appeared',
    tone: 'news',
    text: more.length === 0 ? said(nameInSentence(first)) : appearedMany(announced.length),
    onGone() {
      announced = [];
    },
  });
}

/**
 * Puts into the list what the server says of it, as it happens, and tells of whatever is more than a use. Gives whether the
 * server is heard at this moment. Only while the page is in view: a browser has six connections to one server, and tabs in
 * the background would take them all.
 */
export function useWatch(onChange = () => {}): boolean {
  const queries = useQueryClient();
  const { list: alerts } = trpc.useUtils().alert;
  const enabled = useIsVisible();
  const pause = useRef(shortestPause);
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hasOpened = useRef(false);
  useEffect(() => () => clearTimeout(again.current), []);
  // Before the list is asked for, which waits for the stream that begins with it.
  useEffect(() => {
    if (!enabled) return undefined;
    expectStream();
    return streamOver;
  }, [enabled]);

  const { status, reset } = trpc.session.watch.useSubscription(undefined, {
    enabled,
    onData(seen) {
      pause.current = shortestPause;
      if (seen.kind === 'opened') {
        startOver(queries, seen);
        // What happened between two streams, nobody was told.
        if (hasOpened.current) onChange();
        hasOpened.current = true;
        return;
      }
      const { sessions, changes } = seen;
      const gone = changes.filter(({ kind }) => kind === 'ended').map(({ sessionId }) => sessionId);
      hear(queries, { now: sessions, gone });
      const appeared = new Set(changes.filter(({ kind }) => kind === 'appeared').map(({ sessionId }) => sessionId));
      if (changes.every(({ kind }) => kind === 'used')) return;
      onChange();
      // The question about a new device says that it has come: it need not be said twice.
      void alerts.invalidate().then(() => {
        for (const { sessionId } of alerts.getData()?.alerts ?? []) appeared.delete(sessionId);
        announce(sessions.filter(({ id }) => appeared.has(id)));
      });
    },
    onError(error) {
      streamOver();
      const refusal = refusalOf(error);
      if (isSignedOut(refusal) && refusal.end) return depart(queries, refusal.end);
      // A step-up has replaced the token, or the server said no in a way that a stream cannot tell: the list can.
      void queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      again.current = setTimeout(reset, varied(pause.current));
      pause.current = Math.min(2 * pause.current, longestPause);
    },
  });
  // A connection of the network before may be dead without a word.
  useEffect(() => {
    addEventListener('online', reset);
    return () => removeEventListener('online', reset);
  }, [reset]);
  const isHeard = useHeard();
  return status === 'pending' && isHeard;
}
