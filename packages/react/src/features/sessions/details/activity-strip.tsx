import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';

interface ActivityStripProps {
  readonly session: SessionView;
  readonly now: Date;
}

/** The distance between two days and the height of a mark, in pixels. */
const step = 7;
const height = 14;
const rise: Readonly<Record<DayMark, number>> = { used: 9, unused: 2, absent: 0 };

/** A chart of the days on which a session was used, one line a day, today last. */
export function ActivityStrip({ session, now }: ActivityStripProps) {
  const { used, usedSince, eachIsADay } = messages.activity;
  const days = recentDays(session, now);
  const usedCount = days.filter((mark) => mark === 'used').length;
  const thereFor = days.filter((mark) => mark !== 'absent').length;
  const summary = thereFor < recentDayCount ? usedSince(usedCount, thereFor) : used(usedCount, recentDayCount);
  return (
    <div className="activity-line">
      <svg
        role="img"
        aria-label={summary}
        width={recentDayCount * step}
        height={height}
        viewBox={`0 0 ${recentDayCount * step} ${height}`}
        className="activity"
      >
        <title>{`${summary}. ${eachIsADay}`}</title>
        {(['absent', 'unused', 'used'] as const).map((mark) => (
          <path key={mark} data-mark={mark} d={linesOf(days, mark)} />
        ))}
      </svg>
      <span aria-hidden>{summary}</span>
    </div>
  );
}

function linesOf(days: readonly DayMark[], mark: DayMark): string {
  const lines = days.map((day, index) =>
    day === mark ? `M${index * step + step / 2} ${height - 2}v-${rise[mark]}` : '',
  );
  return lines.join('');
}

/** How many days the chart has. The server stores one more. */
const recentDayCount = 30;

export type DayMark = 'used' | 'unused' | 'absent';

const day = 24 * 60 * 60 * 1000;
const dayOf = (at: number): number => Math.floor(at / day);

/**
 * Whether a session was used on each of the last days, unused, or not yet there, today last. Days are UTC days, as on the
 * server.
 */
export function recentDays(
  { activeDays, createdAt, lastUsedAt }: Pick<SessionView, 'activeDays' | 'createdAt' | 'lastUsedAt'>,
  now: Date,
): DayMark[] {
  const [first, last] = [dayOf(Date.parse(createdAt)), dayOf(Date.parse(lastUsedAt))];
  // The browser's clock may be behind the server's.
  const today = Math.max(dayOf(now.getTime()), last);
  return Array.from({ length: recentDayCount }, (_, index) => {
    const date = today - (recentDayCount - 1) + index;
    if (date < first) return 'absent';
    // The day of the sign-in counts as used, also for sessions from before the server stored days.
    const isUsed = date === first || (date <= last && ((activeDays >> (last - date)) & 1) === 1);
    return isUsed ? 'used' : 'unused';
  });
}
