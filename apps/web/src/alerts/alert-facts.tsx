import { whereabouts } from '../places/whereabouts.ts';
import { sentences } from '../sentences.ts';
import { DeviceLine } from '../sessions/device-line.tsx';
import { SessionName } from '../sessions/session-name-text.tsx';
import { Moment } from '../time/moment.tsx';
import { timeAgo } from '../time/relative-time.ts';
import { whenItWas } from '../time/when-it-was.ts';
import type { SignInAlert } from './sign-in-alert.ts';

interface AlertFactsProps {
  readonly alert: SignInAlert;
  readonly now: Date;
}

/** What signed in, when, and from where. */
export function AlertFacts({ alert, now }: AlertFactsProps) {
  const { signedIn, isGone, newCountry } = sentences.alerts;
  const at = new Date(alert.createdAt);
  const where = whereabouts(alert);
  return (
    <div className="min-w-0 max-sm:col-span-2">
      <p className="leading-6 font-semibold wrap-anywhere">
        <SessionName session={alert} />
      </p>
      <DeviceLine session={alert} />
      <p className="facts">
        <span>
          <Moment at={at}>{signedIn(timeAgo(at, now), whenItWas(at, now))}</Moment>
        </span>
        {alert.address && <span>{sentences.sessions.from(alert.address)}</span>}
        {where && <span>{where}</span>}
        {alert.cause === 'new_country' && <span>{newCountry}</span>}
        {!alert.isLive && <span>{isGone}</span>}
      </p>
    </div>
  );
}
