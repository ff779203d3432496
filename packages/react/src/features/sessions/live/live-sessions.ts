import type { LiveSessions, Session, SessionListChange } from '@latchkey/client';
import { latchkey, onConnect } from '../../../api/latchkey.ts';
import { clearErrors } from '../../../ui/toasts.tsx';

/** The live list of the document: another one after the address of Latchkey has changed. */
export const live = (): LiveSessions => latchkey().sessions.live;

/** Calls `follow` now, and again for each further list, after what it has returned. Returns a function that stops that. */
export function followLive(follow: (list: LiveSessions) => () => void): () => void {
  let stop = follow(live());
  const stopConnects = onConnect(() => {
    stop();
    stop = follow(live());
  });
  return () => {
    stopConnects();
    stop();
  };
}

/** The sessions of the list, empty before it has loaded. */
export const listedSessions = (): readonly Session[] => live().current.sessions;

/** The `onChange` of each mounted `useLiveSessions`, which loads the alerts for every report. */
export const screens = new Set<() => void>();

/** Whether a new sign-in is shown as soon as it happens. */
export const isReported = (): boolean => screens.size > 0 && live().current.isLive;

/** Shows a change that this page has made. */
export function updateList(changeOf: (sessions: readonly Session[]) => SessionListChange) {
  const change = changeOf(listedSessions());
  clearErrors(change.endedIds);
  live().apply(change);
}

/** Loads the list, unless the stream reports every change. */
export function reloadList() {
  if (live().current.isLoaded && !live().current.isLive) void live().refresh();
}

/** The sessions of the complete list, which is loaded first where only a part is there. Rejects when that fails. */
export async function completeList(): Promise<readonly Session[]> {
  let list = live().current;
  while (!list.isComplete) {
    list = await live().refresh();
    if (list.error) throw list.error;
  }
  return list.sessions;
}
