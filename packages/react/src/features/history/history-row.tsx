import type { EventKind, HistoryEntry } from '@latchkey/client';
import {
  ChevronDown,
  ChevronUp,
  CircleX,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  MailCheck,
  MailQuestionMark,
  Pencil,
  ShieldCheck,
  ShieldQuestionMark,
  ShieldX,
  TimerOff,
} from 'lucide-react';
import { useState } from 'react';
import type { SessionView } from '../../api/outputs.ts';
import { clockTime, exactTime } from '../../i18n/calendar.ts';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { DeviceLine, nameOnButton } from '../devices/session-name.tsx';
import { methodsText } from '../devices/sign-in-text.ts';
import { locationText } from '../locations/location.tsx';
import { useEndingIds } from '../sessions/end-session/end-request.ts';
import { RevokeButton } from '../sessions/end-session/revoke-button.tsx';
import type { useUnknownDevice } from '../sessions/end-session/use-end-sessions.ts';
import { describeEvent, describeFailures } from './describe-event.ts';
import { type HistoryRow, failures } from './merge-failures.ts';

const icons: Readonly<Record<EventKind, LucideIcon>> = {
  signed_in: LogIn,
  sign_in_failed: CircleX,
  stepped_up: ShieldCheck,
  step_up_failed: CircleX,
  password_changed: KeyRound,
  password_reset_requested: MailQuestionMark,
  password_reset: KeyRound,
  email_verified: MailCheck,
  device_renamed: Pencil,
  idle_limit_changed: TimerOff,
  alert_confirmed: ShieldCheck,
  alert_reopened: ShieldQuestionMark,
  alert_denied: ShieldX,
  ended: LogOut,
};

/** The events that a device has caused itself, about which the user may say that they do not recognise it. */
const caused: ReadonlySet<EventKind> = new Set([
  'signed_in',
  'stepped_up',
  'step_up_failed',
  'password_changed',
  'device_renamed',
  'idle_limit_changed',
]);

/** What a row knows of the device of its event. */
export interface DeviceState {
  /** The live session of the device, or null where it is signed out. */
  readonly session: SessionView | null;
  /** The unique name of that session for its button. */
  readonly uniqueName: string;
  /** Whether this is the newest row of the device, which has the button. */
  readonly isNewest: boolean;
}

/** What the rows share. From the list, because hooks in each row would take a third of the time to render it. */
export interface RowContext {
  /** Whether an application signs this user in. */
  readonly isElsewhere: boolean;
  /** The user does not recognise the device of an event. */
  readonly onUnknown: ReturnType<typeof useUnknownDevice>;
}

interface HistoryListRowProps extends RowContext {
  readonly row: HistoryRow;
  readonly device: DeviceState | null;
}

/** One event, or equal failed attempts that can be shown one by one: what happened, when and from where, and what to do. */
export function HistoryListRow({ row, device, isElsewhere, onUnknown }: HistoryListRowProps) {
  const [isOpen, setOpen] = useState(false);
  const [entry, ...more] = row;
  const what = more.length > 0 ? describeFailures(row, isElsewhere) : describeEvent(entry, isElsewhere);
  const { open, close } = messages.filters;
  const Chevron = isOpen ? ChevronUp : ChevronDown;
  return (
    <>
      <EventRow entry={entry} what={what} device={device} onUnknown={onUnknown}>
        {more.length > 0 ? (
          <Button
            aria-expanded={isOpen}
            aria-label={`${isOpen ? close : open}: ${what}, ${exactTime(new Date(entry.at))}`}
            onClick={() => setOpen(!isOpen)}
          >
            <span className="inline-flex items-center gap-2">
              <span>{isOpen ? close : open}</span>
              <Chevron aria-hidden size={16} />
            </span>
          </Button>
        ) : (
          device?.isNewest && device.session && <EndButton session={device.session} uniqueName={device.uniqueName} />
        )}
      </EventRow>
      {isOpen &&
        row.map((one) => (
          <EventRow
            key={one.id}
            entry={one}
            what={describeEvent(one, isElsewhere)}
            device={null}
            onUnknown={onUnknown}
            isMember
          />
        ))}
    </>
  );
}

interface EndButtonProps {
  readonly session: SessionView;
  readonly uniqueName: string;
}

/** Ends the session of a device that is still signed in, or says that it is this one. */
function EndButton({ session, uniqueName }: EndButtonProps) {
  const isEnding = useEndingIds().has(session.id);
  if (session.isCurrent) return <span className="badge">{messages.sessions.thisDevice}</span>;
  return <RevokeButton session={session} uniqueName={uniqueName} pending={isEnding} />;
}

interface EventRowProps extends Pick<RowContext, 'onUnknown'> {
  readonly entry: HistoryEntry;
  readonly what: string;
  readonly device: DeviceState | null;
  /** Whether it is one of several attempts that share a row above. */
  readonly isMember?: boolean;
  readonly children?: React.ReactNode;
}

function EventRow({ entry, what, device, onUnknown, isMember, children }: EventRowProps) {
  const Icon = icons[entry.kind];
  const at = new Date(entry.at);
  const where = locationText(entry);
  // The address of an end is that of the sign-in, not that of the device that ended the session.
  const from = entry.kind === 'ended' ? messages.history.signedInFrom : messages.sessions.from;
  const mayBeUnknown = device !== null && device.session?.isCurrent !== true && caused.has(entry.kind);
  return (
    <li className="row" data-row data-member={isMember || undefined}>
      <div className="history-event">
        <span className={failures.has(entry.kind) ? 'history-tile tile-problem' : 'history-tile'}>
          <Icon aria-hidden size={18} strokeWidth={1.75} />
        </span>
        <div className="history-text">
          <p className="history-what" title={entry.label ?? entry.clientLabel ?? undefined}>
            {what}
          </p>
          {/* The entry has the device that renamed, not the device that was renamed. */}
          {entry.kind !== 'device_renamed' && <DeviceLine session={entry} />}
          <p className="facts">
            <span>
              <Moment at={at}>{clockTime(at)}</Moment>
            </span>
            {entry.ip && <span>{from(entry.ip)}</span>}
            {where && <span>{where}</span>}
            {entry.methods && entry.methods.length > 0 && (
              <span>{messages.signInMethods.brief(methodsText(entry.methods))}</span>
            )}
            {mayBeUnknown && <UnknownButton entry={entry} onClick={() => onUnknown(entry, device.session)} />}
          </p>
        </div>
        {children && <div className="history-action">{children}</div>}
      </div>
    </li>
  );
}

interface UnknownButtonProps {
  readonly entry: HistoryEntry;
  readonly onClick: () => void;
}

/** Logs the device out where it is still signed in, and offers a new password. */
function UnknownButton({ entry, onClick }: UnknownButtonProps) {
  const label = messages.ending.unknown(1);
  return (
    <button
      type="button"
      className="link"
      aria-label={`${label}: ${nameOnButton(entry)}, ${exactTime(new Date(entry.at))}`}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
