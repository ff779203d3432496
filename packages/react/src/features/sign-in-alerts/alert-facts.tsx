import type { SignInAlert } from '../../api/outputs.ts';
import { timeOfEvent } from '../../i18n/calendar.ts';
import { messages } from '../../i18n/messages.ts';
import { timeAgo } from '../../i18n/relative-time.ts';
import { Moment } from '../../ui/moment.tsx';
import { DeviceLine, SessionName } from '../devices/session-name.tsx';
import { briefSignInText } from '../devices/sign-in-text.ts';
import { locationText } from '../locations/location.tsx';

interface AlertFactsProps {
  readonly alert: SignInAlert;
  readonly now: Date;
  /** The name of the application that signs users in, or null. */
  readonly application: string | null;
}

/** What signed in, when, from where, and how. */
export function AlertFacts({ alert, now, application }: AlertFactsProps) {
  const { signedIn, isGone, newCountry } = messages.alerts;
  const at = new Date(alert.createdAt);
  const where = locationText(alert);
  const how = briefSignInText(alert.signedInWith, application);
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
        {alert.ip && <span className="alert-address">{messages.sessions.from(alert.ip)}</span>}
        {where && <span>{where}</span>}
        {how && <span>{how}</span>}
        {alert.cause === 'new_country' && <span>{newCountry}</span>}
        {!alert.isLive && <span>{isGone}</span>}
      </p>
    </div>
  );
}
