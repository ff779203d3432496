import type { ComponentProps, ReactNode } from 'react';
import { sentences } from '../sentences.ts';
import { ActivityStrip } from './activity-strip.tsx';
import { DeviceIcon } from './device-icon.tsx';
import { DeviceLine } from './device-line.tsx';
import { FailureLine } from './failure-line.tsx';
import type { ListedSession } from './listed-session.ts';
import { RenameButton } from './rename-button.tsx';
import { SessionFacts } from './session-facts.tsx';
import { SessionName } from './session-name-text.tsx';

interface SessionRowProps extends ComponentProps<'li'> {
  readonly session: ListedSession;
  readonly now: Date;
  /** What its buttons are named by. */
  readonly label: string;
  readonly pending?: boolean;
  readonly leaving?: boolean;
  /** What stands in place of the device's icon. */
  readonly tile?: ReactNode;
  /** The button that ends this session. */
  readonly action: ReactNode;
}

/** One device that is signed in: what it is, when it was used, when it ends. */
export function SessionRow({
  session,
  now,
  label,
  pending = false,
  leaving = false,
  tile,
  action,
  ...item
}: SessionRowProps) {
  const NameHeading = session.isCurrent ? 'h2' : 'h3';
  return (
    <li {...item} className="row" aria-busy={pending} data-leaving={leaving || undefined}>
      <div className="row-clip">
        <div className="row-body">
          {tile ?? <DeviceIcon kind={session.device.kind} />}
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <div className="flex min-w-0 items-start">
                <NameHeading className="min-w-0 leading-6 font-semibold wrap-anywhere">
                  <SessionName session={session} />
                </NameHeading>
                <RenameButton session={session} label={label} />
              </div>
              {session.isCurrent && <span className="badge">{sentences.sessions.thisDevice}</span>}
              {!session.isConfirmed && <span className="badge badge-doubt">{sentences.sessions.unconfirmed}</span>}
              {pending && <span className="badge badge-pending max-sm:sr-only">{sentences.logout.pending}</span>}
            </div>
            <DeviceLine session={session} />
            <FailureLine sessionId={session.id} />
            <SessionFacts session={session} now={now} />
            <ActivityStrip session={session} now={now} />
          </div>
          <div className="row-action">{action}</div>
        </div>
      </div>
    </li>
  );
}
