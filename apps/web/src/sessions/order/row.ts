import type { ListedSession } from '../listed-session.ts';
import { type SessionGroup, groupsOf } from './groups.ts';

/** A line of the list. */
export type Row =
  | { readonly kind: 'session'; readonly key: string; readonly session: ListedSession; readonly isMember: boolean }
  | { readonly kind: 'group'; readonly key: string; readonly group: SessionGroup; readonly isOpen: boolean };

const rowOf = (session: ListedSession, isMember: boolean): Row => ({
  kind: 'session',
  key: String(session.id),
  session,
  isMember,
});

export const plainRows = (sessions: readonly ListedSession[]): Row[] => sessions.map((one) => rowOf(one, false));

/** The same with those that look alike in one row, and after it each of them where it is open. A group of one is none. */
export function groupedRows(sessions: readonly ListedSession[], open: ReadonlySet<string>): Row[] {
  return groupsOf(sessions).flatMap((group): Row[] => {
    const [first, ...others] = group.sessions;
    if (others.length === 0) return [rowOf(first, false)];
    const isOpen = open.has(group.key);
    const row: Row = { kind: 'group', key: group.key, group, isOpen };
    return isOpen ? [row, ...group.sessions.map((session) => rowOf(session, true))] : [row];
  });
}

/** The ids of all sessions as the rows stand, each once: those of a closed group stand where it does. */
export function idsInOrder(rows: readonly Row[]): number[] {
  return rows.flatMap((row) => {
    if (row.kind === 'session') return row.session.id;
    return row.isOpen ? [] : row.group.sessions.map(({ id }) => id);
  });
}
