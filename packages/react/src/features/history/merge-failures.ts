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

function isSameFailure(one: HistoryEntry, other: HistoryEntry): boolean {
  if (!failures.has(one.kind) || one.kind !== other.kind) return false;
  return one.ip === other.ip && one.deviceId === other.deviceId && sessionName(one) === sessionName(other);
}
