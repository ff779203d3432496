import type { SessionView } from '../../../api/outputs.ts';
import { calendarDate } from '../../../i18n/calendar.ts';
import { messages } from '../../../i18n/messages.ts';
import { timeAgo, timeAhead } from '../../../i18n/relative-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { locationText } from '../../locations/location.tsx';
import { isActiveNow } from '../live/session-list.ts';

interface SessionFactsProps {
  readonly session: SessionView;
  readonly now: Date;
}

/** When a session was used last, when and where it began, whether it is bound to its device, and when it expires. */
export function SessionFacts({ session, now }: SessionFactsProps) {
  const { activeNow, lastUsed, signedIn, from, ends, endsUnlessUsed, bound } = messages.sessions;
  const createdAt = new Date(session.createdAt);
  const lastUsedAt = new Date(session.lastUsedAt);
  const expiresAt = new Date(session.expiresAt);
  const endsAs = session.expiresUnlessUsed ? endsUnlessUsed : ends;
  const active = isActiveNow(session, now);
  const where = locationText(session);
  return (
    <p className="facts">
      <span className={active ? 'active' : undefined}>
        <Moment at={lastUsedAt}>{active ? activeNow : lastUsed(timeAgo(lastUsedAt, now))}</Moment>
      </span>
      <span className="words">
        <Moment at={createdAt}>{signedIn(calendarDate(createdAt))}</Moment>
        {session.ip && <span>{from(session.ip)}</span>}
      </span>
      {where && <span>{where}</span>}
      {session.isBound && <span>{bound}</span>}
      <span>
        <Moment at={expiresAt}>{endsAs(timeAhead(expiresAt, now))}</Moment>
      </span>
    </p>
  );
}
