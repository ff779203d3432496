import type { ListedSession } from '../listed-session.ts';
import { sessionName } from '../session-name.ts';

/** Several sessions that look alike. */
export interface SessionGroup {
  readonly key: string;
  /** The last used first: the group stands where that one would. */
  readonly sessions: readonly [ListedSession, ...ListedSession[]];
}

/** Fewer sessions are read through one by one. */
const groupedFrom = 10;

/**
 * What the sessions of one group share: the country; and the device, where its owner has named it, or else what is shown of it, such as
 * the name of a program that signs in anew each night.
 */
function likeness(session: ListedSession): string {
  const { ownersName, deviceId, device, place } = session;
  const where = place.country ?? place.kind;
  return `${where} ${ownersName === null ? `${device.kind} ${sessionName(session)}` : `device ${deviceId}`}`;
}

/** Whether the list is long enough for groups. */
export const wantsGroups = (sessions: readonly ListedSession[]): boolean => sessions.length >= groupedFrom;

/**
 * Each session with those that look alike, in the order of the first of each. One that the owner has not confirmed stays alone, so that
 * it does not hide behind a known one.
 */
export function groupsOf(sessions: readonly ListedSession[]): SessionGroup[] {
  const groups = new Map<string, [ListedSession, ...ListedSession[]]>();
  for (const session of sessions) {
    const key = session.isConfirmed ? likeness(session) : `session ${session.id}`;
    const group = groups.get(key);
    if (group) group.push(session);
    else groups.set(key, [session]);
  }
  return [...groups].map(([key, alike]) => ({ key, sessions: alike }));
}
