import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { type DayMark, recentDayCount, recentDays } from './recent-days.ts';

interface ActivityStripProps {
  readonly session: ListedSession;
  readonly now: Date;
}

/** From one day to the next, and how high its mark is. */
const step = 7;
const height = 14;
const rise: Readonly<Record<DayMark, number>> = { used: 9, unused: 2, absent: 0 };

/** On which of the last days a session was used, to be seen at a glance. One line a day, today at the end. */
export function ActivityStrip({ session, now }: ActivityStripProps) {
  const { used, usedSince, eachIsADay } = sentences.activity;
  const days = recentDays(session, now);
  const usedCount = days.filter((mark) => mark === 'used').length;
  const thereFor = days.filter((mark) => mark !== 'absent').length;
  const summary = thereFor < recentDayCount ? usedSince(usedCount, thereFor) : used(usedCount, recentDayCount);
  return (
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
  );
}

function linesOf(days: readonly DayMark[], mark: DayMark): string {
  const lines = days.map((day, index) =>
    day === mark ? `M${index * step + step / 2} ${height - 2}v-${rise[mark]}` : '',
  );
  return lines.join('');
}
