import { isSameDay } from '../time/calendar.ts';
import type { HistoryEntry } from './history-query.ts';

export interface HistoryDay {
  readonly at: Date;
  readonly entries: readonly HistoryEntry[];
}

/** The entries of each day together, in the order that they come in. */
export function byDay(entries: readonly HistoryEntry[]): readonly HistoryDay[] {
  const days: { at: Date; entries: HistoryEntry[] }[] = [];
  for (const entry of entries) {
    const at = new Date(entry.at);
    const day = days.at(-1);
    if (day && isSameDay(day.at, at)) day.entries.push(entry);
    else days.push({ at, entries: [entry] });
  }
  return days;
}
