import type { EventKind, HistoryEntry } from '@latchkey/client';
import { sessionName } from '../devices/session-name.tsx';

export const failures: ReadonlySet<EventKind> = new Set(['sign_in_failed', 'step_up_failed']);

/** A row of the history: one event, or several equal failed attempts in a row, the newest first. */
export type HistoryRow = readonly [HistoryEntry, ...HistoryEntry[]];

/** Joins failed attempts that follow each other and have the same kind, device name and IP address. */
export function mergeFailures(entries: readonly HistoryEntry[]): readonly HistoryRow[] {
  const rows: [HistoryEntry, ...HistoryEntry[]][] = [];
  for (const entry of entries) {
    const row = rows.at(-1);
    if (row && isSameFailure(row[0], entry)) row.push(entry);
    else rows.push([entry]);
  }
  return rows;
}

/**
 * Keys of rows, by the ids of their events: a row keeps its key when a new attempt joins it, or when its oldest one falls off
 * the end of the list. Stores the keys of new events in `keys`.
 */
export function rowKeys(rows: readonly HistoryRow[], keys: Map<number, number>): ReadonlyMap<HistoryRow, number> {
  return new Map(
    rows.map((row) => {
      const known = row.find(({ id }) => keys.has(id));
      const key = (known && keys.get(known.id)) ?? row[0].id;
      for (const { id } of row) keys.set(id, key);
      return [row, key];
    }),
  );
}

function isSameFailure(one: HistoryEntry, other: HistoryEntry): boolean {
  if (!failures.has(one.kind) || one.kind !== other.kind) return false;
  return one.ip === other.ip && one.deviceId === other.deviceId && sessionName(one) === sessionName(other);
}
