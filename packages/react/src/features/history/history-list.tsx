import type { HistoryEntry } from '@latchkey/client';
import { useLayoutEffect, useRef, useState } from 'react';
import type { SessionView } from '../../api/outputs.ts';
import { useNow } from '../../api/server-clock.ts';
import { calendarDate, isSameDay } from '../../i18n/calendar.ts';
import { messages } from '../../i18n/messages.ts';
import { dayName } from '../../i18n/relative-time.ts';
import { Button } from '../../ui/button.tsx';
import { useApplication } from '../application/application.ts';
import { uniqueNames } from '../devices/unique-names.ts';
import { LocationCredit } from '../locations/location.tsx';
import { useUnknownDevice } from '../sessions/end-session/use-end-sessions.ts';
import type { useHistory } from './history-query.ts';
import { type DeviceState, HistoryListRow, type RowContext } from './history-row.tsx';
import { type HistoryRow, mergeFailures, rowKeys } from './merge-failures.ts';

interface HistoryListProps {
  readonly history: Pick<
    ReturnType<typeof useHistory>,
    'data' | 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'
  >;
  /** The live sessions of the account. */
  readonly sessions: readonly SessionView[];
}

/** The events grouped by day, and a button that loads older ones. */
export function HistoryList({ history, sessions }: HistoryListProps) {
  const now = useNow();
  const { data = [], hasNextPage } = history;
  const rows = mergeFailures(data);
  const [knownKeys] = useState(() => new Map<number, number>());
  const keys = rowKeys(rows, knownKeys);
  const deviceOf = deviceStates(rows, sessions);
  const context: RowContext = { isElsewhere: useApplication() !== null, onUnknown: useUnknownDevice() };
  if (data.length === 0) return <p className="card px-6 py-10 text-center text-muted">{messages.history.none}</p>;
  return (
    <div className="grid gap-8">
      {byDay(rows).map(({ at, rows: ofDay }) => (
        <section key={at.toDateString()} aria-labelledby={`day-${at.getTime()}`}>
          <h2
            id={`day-${at.getTime()}`}
            tabIndex={-1}
            className="mb-3 text-lg font-semibold tracking-tight outline-none first-letter:uppercase"
          >
            {dayName(at, now) ?? calendarDate(at)}
          </h2>
          <ul className="card">
            {ofDay.map((row) => (
              <HistoryListRow key={keys.get(row)} row={row} device={deviceOf(row[0])} {...context} />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && <OlderEvents {...history} />}
      {data.some(({ location }) => location.country !== null) && <LocationCredit />}
    </div>
  );
}

/** Loads the next page. Disappears with the last one: the focus then moves to the heading of the day above. */
function OlderEvents({ isFetchingNextPage, isFetchNextPageError, fetchNextPage }: HistoryListProps['history']) {
  const { older, loadingOlder, olderFailed } = messages.history;
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = line.current;
    return () => {
      if (element?.contains(document.activeElement))
        element.previousElementSibling?.querySelector('h2')?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div ref={line} className="flex flex-col items-center gap-3">
      {isFetchNextPageError && <p role="alert">{olderFailed}</p>}
      <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? loadingOlder : older}
      </Button>
    </div>
  );
}

interface HistoryDay {
  readonly at: Date;
  readonly rows: readonly HistoryRow[];
}

/** Groups rows by the local day of their newest event, in the order of the rows. */
function byDay(rows: readonly HistoryRow[]): readonly HistoryDay[] {
  const days: { at: Date; rows: HistoryRow[] }[] = [];
  for (const row of rows) {
    const at = new Date(row[0].at);
    const day = days.at(-1);
    if (day && isSameDay(day.at, at)) day.rows.push(row);
    else days.push({ at, rows: [row] });
  }
  return days;
}

/** Returns what the row of an event knows of its device. Null for events without a device. */
function deviceStates(
  rows: readonly HistoryRow[],
  sessions: readonly SessionView[],
): (entry: HistoryEntry) => DeviceState | null {
  const uniqueNameOf = uniqueNames(sessions);
  const newest = new Map<number, HistoryEntry>();
  // A row of several attempts has a button of its own.
  for (const [entry, ...more] of rows)
    if (more.length === 0 && entry.deviceId !== null && !newest.has(entry.deviceId)) newest.set(entry.deviceId, entry);
  return (entry) => {
    if (entry.deviceId === null) return null;
    const session = sessions.find(({ deviceId }) => deviceId === entry.deviceId) ?? null;
    const uniqueName = session === null ? '' : uniqueNameOf(session);
    return { session, uniqueName, isNewest: newest.get(entry.deviceId) === entry };
  };
}
