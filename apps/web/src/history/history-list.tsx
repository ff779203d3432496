import { Button } from '../controls/button.tsx';
import { PlaceCredit } from '../places/place-credit.tsx';
import { sentences } from '../sentences.ts';
import { calendarDate } from '../time/calendar.ts';
import { dayName } from '../time/relative-time.ts';
import { useNow } from '../time/use-now.ts';
import { byDay } from './history-day.ts';
import { HistoryRow } from './history-row.tsx';
import type { useHistory } from './use-history.ts';

interface HistoryListProps {
  readonly history: Pick<
    ReturnType<typeof useHistory>,
    'data' | 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'
  >;
}

/** What happened, day by day, and a way to what happened before. */
export function HistoryList({ history }: HistoryListProps) {
  const now = useNow();
  const { data = [], hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = history;
  const { none, older, loadingOlder, olderFailed } = sentences.history;
  if (data.length === 0) return <p className="card px-6 py-10 text-center text-muted">{none}</p>;
  return (
    <div className="grid gap-8">
      {byDay(data).map(({ at, entries }) => (
        <section key={at.toDateString()} aria-labelledby={`day-${at.getTime()}`}>
          <h2 id={`day-${at.getTime()}`} className="mb-3 text-lg font-semibold tracking-tight first-letter:uppercase">
            {dayName(at, now) ?? calendarDate(at)}
          </h2>
          <ul className="card">
            {entries.map((entry) => (
              <HistoryRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && (
        <div className="flex flex-col items-center gap-3">
          {isFetchNextPageError && <p role="alert">{olderFailed}</p>}
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? loadingOlder : older}
          </Button>
        </div>
      )}
      {data.some(({ place }) => place.country !== null) && <PlaceCredit />}
    </div>
  );
}
