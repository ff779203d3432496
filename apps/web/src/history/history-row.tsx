import {
  CircleX,
  KeyRound,
  LogIn,
  LogOut,
  MailCheck,
  MailQuestionMark,
  type LucideIcon,
  Pencil,
  ShieldCheck,
  ShieldQuestionMark,
  ShieldX,
  TimerOff,
} from 'lucide-react';
import { whereabouts } from '../places/whereabouts.ts';
import { sentences } from '../sentences.ts';
import { DeviceLine } from '../sessions/device-line.tsx';
import { clockTime } from '../time/calendar.ts';
import { Moment } from '../time/moment.tsx';
import type { EventKind, HistoryEntry } from './history-query.ts';
import { historySentence } from './history-sentence.ts';

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

const failures: ReadonlySet<EventKind> = new Set(['sign_in_failed', 'step_up_failed']);

interface HistoryRowProps {
  readonly entry: HistoryEntry;
}

/** One thing that happened, when, and from where. */
export function HistoryRow({ entry }: HistoryRowProps) {
  const Icon = icons[entry.kind];
  const at = new Date(entry.at);
  const where = whereabouts(entry);
  return (
    <li className="row">
      <div className="row-body">
        <span className={failures.has(entry.kind) ? 'tile tile-problem' : 'tile'}>
          <Icon aria-hidden size={20} strokeWidth={1.75} />
        </span>
        <div className="min-w-0">
          <p className="font-medium text-pretty wrap-anywhere" title={entry.ownersName ?? entry.selfName ?? undefined}>
            {historySentence(entry)}
          </p>
          {/* What renamed a device is written down, and not the one that was renamed. */}
          {entry.kind !== 'device_renamed' && <DeviceLine session={entry} />}
          <p className="facts">
            <span>
              <Moment at={at}>{clockTime(at)}</Moment>
            </span>
            {entry.address && <span>{sentences.sessions.from(entry.address)}</span>}
            {where && <span>{where}</span>}
          </p>
        </div>
      </div>
    </li>
  );
}
