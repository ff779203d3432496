import { Clock, Hourglass, KeyRound, type LucideIcon, LogIn, MonitorSmartphone, Pin, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { calendarDate, clockTime } from '../../../i18n/calendar.ts';
import { messages } from '../../../i18n/messages.ts';
import { timeAgo, timeAhead } from '../../../i18n/relative-time.ts';
import { Moment } from '../../../ui/moment.tsx';
import { describeDevice } from '../../devices/session-name.tsx';
import { useApplication } from '../../application/application.ts';
import { signInText } from '../../devices/sign-in-text.ts';
import { DeviceHistoryLink } from '../../history/device-history-link.tsx';
import { countryName, locationText } from '../../locations/location.tsx';
import { explainCheck } from '../checks/check-badge.tsx';
import type { CheckReason } from '../checks/check-reason.ts';
import { isActiveNow } from '../live/session-list.ts';
import { ActivityStrip } from './activity-strip.tsx';
import { RenameButton } from './rename-button.tsx';

interface SessionDetailsProps {
  readonly session: SessionView;
  readonly now: Date;
  /** The unique name for its buttons. */
  readonly uniqueName: string;
  readonly reason: CheckReason | null;
}

/** All that is known of a session, below its row. */
export default function SessionDetails({ session, now, uniqueName, reason }: SessionDetailsProps) {
  const { signedIn, from, ends, endsUnlessUsed, bound } = messages.sessions;
  const application = useApplication();
  const createdAt = new Date(session.createdAt);
  const expiresAt = new Date(session.expiresAt);
  const endsAs = session.expiresUnlessUsed ? endsUnlessUsed : ends;
  const where = locationText(session);
  return (
    <>
      {reason && <p className="details-why">{explainCheck(session, reason)}</p>}
      <div className="details-facts">
        <Fact icon={MonitorSmartphone}>
          <span>{deviceText(session)}</span>
        </Fact>
        <Fact icon={LogIn}>
          <span className="words">
            <Moment at={createdAt}>{signedIn(`${calendarDate(createdAt)}, ${clockTime(createdAt)}`)}</Moment>
            {session.ip && <span>{from(session.ip)}</span>}
          </span>
          {where && <span>{where}</span>}
        </Fact>
        <Fact icon={KeyRound}>
          <span>{signInText(session.signedInWith, application?.name ?? null)}</span>
        </Fact>
        <LastUseFact session={session} now={now} />
        <Fact icon={Hourglass}>
          <Moment at={expiresAt}>{endsAs(timeAhead(expiresAt, now))}</Moment>
        </Fact>
        {session.rememberMe && (
          <Fact icon={Pin}>
            <span>{messages.deviceList.remembered}</span>
          </Fact>
        )}
        {session.isBound && (
          <Fact icon={ShieldCheck}>
            <span>{bound}</span>
          </Fact>
        )}
      </div>
      <ActivityStrip session={session} now={now} />
      <div className="flex flex-wrap items-center gap-x-5">
        <RenameButton session={session} uniqueName={uniqueName} />
        <DeviceHistoryLink deviceId={session.deviceId} uniqueName={uniqueName} />
      </div>
    </>
  );
}

/** The device with its version. A program that has named itself says so. */
function deviceText({ label, clientLabel, device }: SessionView): string {
  const text = describeDevice(device);
  return label === null && clientLabel !== null ? messages.sessions.selfNamed(text) : text;
}

function LastUseFact({ session, now }: Pick<SessionDetailsProps, 'session' | 'now'>) {
  const { activeNow, lastUsed } = messages.sessions;
  const lastUsedAt = new Date(session.lastUsedAt);
  const elsewhere = elsewhereText(session);
  return (
    <Fact icon={Clock}>
      <Moment at={lastUsedAt}>{isActiveNow(session, now) ? activeNow : lastUsed(timeAgo(lastUsedAt, now))}</Moment>
      {elsewhere && <span>{elsewhere}</span>}
    </Fact>
  );
}

/** `Signed in from Germany, last used from Brazil`; null where it was used from the country of the sign-in. */
function elsewhereText({ lastCountry, location: { country } }: SessionView): string | null {
  if (lastCountry === null || country === null || lastCountry === country) return null;
  return messages.deviceList.elsewhere(countryName(country), countryName(lastCountry));
}

interface FactProps {
  readonly icon: LucideIcon;
  readonly children: ReactNode;
}

function Fact({ icon: Icon, children }: FactProps) {
  return (
    <div className="fact">
      <Icon aria-hidden size={16} strokeWidth={1.75} />
      <p className="facts">{children}</p>
    </div>
  );
}
