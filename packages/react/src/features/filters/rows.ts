import type { SessionView } from '../../api/outputs.ts';
import { sessionName } from '../devices/session-name.tsx';
import { countryOf } from '../locations/location.tsx';

/** Sessions that look alike. */
export interface SessionGroup {
  readonly key: string;
  /** The one used last first, which decides the place of the group in the list. */
  readonly sessions: readonly [SessionView, ...SessionView[]];
}

/** Shorter lists are not grouped. */
const groupedFrom = 10;

/**
 * Sessions with the same key look alike: same country, and same device if it has a label, else same kind and name. A program
 * that signs in every night has a new device each time.
 */
export function lookAlikeKey(session: SessionView): string {
  const { label, deviceId, device, location } = session;
  const where = countryOf(session) ?? location.kind;
  return `${where} ${label === null ? `${device.kind} ${sessionName(session)}` : `device ${deviceId}`}`;
}

/** A set or a map of session ids. */
type Ids = Pick<ReadonlySet<number>, 'has'>;
const noIds: Ids = new Set();

/** Whether the list is long enough for groups. */
export const isWorthGrouping = (sessions: readonly SessionView[]): boolean => sessions.length >= groupedFrom;

/**
 * Groups sessions that look alike, in the order of the first session of each group. A session in `aloneIds` and an unconfirmed
 * one have no group, so that they are not hidden among known ones.
 */
export function groupSessions(sessions: readonly SessionView[], aloneIds: Ids = noIds): SessionGroup[] {
  const groups = new Map<string, [SessionView, ...SessionView[]]>();
  for (const session of sessions) {
    const isAlone = !session.isConfirmed || aloneIds.has(session.id);
    const key = isAlone ? `session ${session.id}` : lookAlikeKey(session);
    const group = groups.get(key);
    if (group) group.push(session);
    else groups.set(key, [session]);
  }
  return [...groups].map(([key, alike]) => ({ key, sessions: alike }));
}

/** A row of the list. */
export type Row =
  | { readonly kind: 'session'; readonly key: string; readonly session: SessionView; readonly isMember: boolean }
  | { readonly kind: 'group'; readonly key: string; readonly group: SessionGroup; readonly isOpen: boolean };

const rowOf = (session: SessionView, isMember: boolean): Row => ({
  kind: 'session',
  key: String(session.id),
  session,
  isMember,
});

export const plainRows = (sessions: readonly SessionView[]): Row[] => sessions.map((one) => rowOf(one, false));

/** The rows with one for each group, followed by its sessions where the group is open. A group of one becomes a plain row. */
export function groupedRows(sessions: readonly SessionView[], open: ReadonlySet<string>, aloneIds?: Ids): Row[] {
  return groupSessions(sessions, aloneIds).flatMap((group): Row[] => {
    const [first, ...others] = group.sessions;
    if (others.length === 0) return [rowOf(first, false)];
    const isOpen = open.has(group.key);
    const row: Row = { kind: 'group', key: group.key, group, isOpen };
    return isOpen ? [row, ...group.sessions.map((session) => rowOf(session, true))] : [row];
  });
}

/** The ids of all sessions in the order of the rows. Those of a closed group are at the group's place. */
export function idsInOrder(rows: readonly Row[]): number[] {
  return rows.flatMap((row) => {
    if (row.kind === 'session') return row.session.id;
    return row.isOpen ? [] : row.group.sessions.map(({ id }) => id);
  });
}
