import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { timeAgo } from '../../../i18n/relative-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { briefDescription } from '../../devices/session-name.tsx';
import { lastLocationText } from '../../locations/location.tsx';
import { isActiveNow } from '../live/session-list.ts';

interface SessionSummaryProps {
  readonly session: SessionView;
  readonly now: Date;
}

/** The second line of a row: `Brazil · used 6 days ago`. Begins with the device where the first line has a chosen name. */
export function SessionSummary({ session, now }: SessionSummaryProps) {
  const { activeNow } = messages.sessions;
  const { used } = messages.deviceList;
  const active = isActiveNow(session, now);
  const lastUsedAt = new Date(session.lastUsedAt);
  const where = lastLocationText(session);
  const isNamed = session.label !== null || session.clientLabel !== null;
  return (
    <p className="summary">
      {isNamed && <span className="summary-device">{briefDescription(session.device)}</span>}
      {where && <span>{where}</span>}
      <span className={active ? 'summary-use active' : 'summary-use'}>
        <Moment at={lastUsedAt}>{active ? activeNow : used(timeAgo(lastUsedAt, now))}</Moment>
      </span>
    </p>
  );
}
