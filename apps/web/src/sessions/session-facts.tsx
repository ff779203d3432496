import { whereabouts } from '../places/whereabouts.ts';
import { sentences } from '../sentences.ts';
import { calendarDate } from '../time/calendar.ts';
import { Moment } from '../time/moment.tsx';
import { timeAgo, timeAhead } from '../time/relative-time.ts';
import { isActive } from './activity.ts';
import type { ListedSession } from './listed-session.ts';

interface SessionFactsProps {
  readonly session: ListedSession;
  readonly now: Date;
}

/** When a session was used last, when and where it began, whether its key can be copied, and when it ends by itself. */
export function SessionFacts({ session, now }: SessionFactsProps) {
  const { activeNow, lastUsed, signedIn, from, ends, endsUnlessUsed, bound } = sentences.sessions;
  const createdAt = new Date(session.createdAt);
  const lastUsedAt = new Date(session.lastUsedAt);
  const expiresAt = new Date(session.expiresAt);
  const endsAs = session.expiresUnlessUsed ? endsUnlessUsed : ends;
  const active = isActive(session, now);
  const where = whereabouts(session);
  return (
    <p className="facts">
      <span className={active ? 'active' : undefined}>
        <Moment at={lastUsedAt}>{active ? activeNow : lastUsed(timeAgo(lastUsedAt, now))}</Moment>
      </span>
      <span className="words">
        <Moment at={createdAt}>{signedIn(calendarDate(createdAt))}</Moment>
        {session.address && <span>{from(session.address)}</span>}
      </span>
      {where && <span>{where}</span>}
      {session.isBound && <span>{bound}</span>}
      <span>
        <Moment at={expiresAt}>{endsAs(timeAhead(expiresAt, now))}</Moment>
      </span>
    </p>
  );
}
