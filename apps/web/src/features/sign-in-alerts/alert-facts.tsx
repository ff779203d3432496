import type { SignInAlert } from '../../api/outputs.ts';
import { timeOfEvent } from '../../i18n/calendar.ts';
import { messages } from '../../i18n/messages.ts';
import { timeAgo } from '../../i18n/relative-time.ts';
import { Moment } from '../../ui/moment.tsx';
import { DeviceLine, SessionName } from '../devices/session-name.tsx';
import { locationText } from '../locations/location.tsx';

interface AlertFactsProps {
  readonly alert: SignInAlert;
  readonly now: Date;
}

/** What signed in, when, and from where. */
export function AlertFacts({ alert, now }: AlertFactsProps) {
  const { signedIn, isGone, newCountry } = messages.alerts;
  const at = new Date(alert.createdAt);
  const where = locationText(alert);
  return (
    <div className="min-w-0 max-sm:col-span-2">
      <p className="leading-6 font-semibold wrap-anywhere">
        <SessionName session={alert} />
      </p>
      <DeviceLine session={alert} />
      <p className="facts">
        <span>
          <Moment at={at}>{signedIn(timeAgo(at, now), timeOfEvent(at, now))}</Moment>
        </span>
        {alert.ip && <span>{messages.sessions.from(alert.ip)}</span>}
        {where && <span>{where}</span>}
        {alert.cause === 'new_country' && <span>{newCountry}</span>}
        {!alert.isLive && <span>{isGone}</span>}
      </p>
    </div>
  );
}
