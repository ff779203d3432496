import type { HistoryEntry } from '@latchkey/client';
import { useNow } from '../../../api/server-clock.ts';
import { messages } from '../../../i18n/messages.ts';
import { timeAgo } from '../../../i18n/relative-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { useApplication } from '../../application/application.ts';
import { briefNameInSentence } from '../../devices/session-name.tsx';
import { describeEvent } from '../../history/describe-event.ts';

interface EventLinesProps {
  readonly entries: readonly HistoryEntry[];
}

/** What happened and when, without versions. */
export default function EventLines({ entries }: EventLinesProps) {
  const now = useNow();
  const isElsewhere = useApplication() !== null;
  return (
    <ul aria-label={messages.deviceList.recentEvents}>
      {entries.map((entry) => {
        const at = new Date(entry.at);
        return (
          <li key={entry.id} className="event">
            <p className="event-text" title={describeEvent(entry, isElsewhere)}>
              {describeEvent(entry, isElsewhere, briefNameInSentence)}
            </p>
            <p className="event-time">
              <Moment at={at}>{timeAgo(at, now)}</Moment>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
