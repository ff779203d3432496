import type { ListedSession } from '../listed-session.ts';
import { sessionName } from '../session-name.ts';

/** Several sessions that look alike. */
export interface SessionGroup {
  readonly key: string;
  /** The last used first: the group stands where that one would. */
  readonly sessions: readonly [ListedSession, ...ListedSession[]];
}

/**
 * What the sessions of one group share: the device, where its owner has named it; else what is shown of it, for nobody can
 * tell apart what goes by one name, such as a program that signs in anew each night.
 */
function likeness(session: ListedSession): string {
  const { ownersName, deviceId, device } = session;
  return ownersName === null ? `${device.kind} ${sessionName(session)}` : `device ${deviceId}`;
}

/** Each session with those that look alike, in the order of the first of each. */
export function groupsOf(sessions: readonly ListedSession[]): SessionGroup[] {
  const groups = new Map<string, [ListedSession, ...ListedSession[]]>();
  for (const session of sessions) {
    const key = likeness(session);
    const group = groups.get(key);
    if (group) group.push(session);
    else groups.set(key, [session]);
  }
  return [...groups].map(([key, alike]) => ({ key, sessions: alike }));
}
