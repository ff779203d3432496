import type { ReactNode, Ref } from 'react';
import { sentences } from '../sentences.ts';
import { DeviceIcon } from './device-icon.tsx';
import type { ListedSession } from './listed-session.ts';
import { SessionFacts } from './session-facts.tsx';
import { deviceName, sessionName } from './session-name.ts';

interface SessionRowProps {
  readonly ref?: Ref<HTMLLIElement>;
  readonly session: ListedSession;
  readonly now: Date;
  readonly pending?: boolean;
  readonly leaving?: boolean;
  /** The button that ends this session. */
  readonly action: ReactNode;
}

/** One device that holds a key: what it is, when it was used, when it ends. */
export function SessionRow({ ref, session, now, pending = false, leaving = false, action }: SessionRowProps) {
  const words = sentences.sessions;
  const NameHeading = session.isCurrent ? 'h2' : 'h3';
  return (
    <li ref={ref} className="row" aria-busy={pending} data-leaving={leaving || undefined}>
      <div className="row-clip">
        <div className="row-body">
          <DeviceIcon kind={session.device.kind} />
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <NameHeading className="leading-6 font-semibold wrap-anywhere">
                <bdi>{sessionName(session)}</bdi>
              </NameHeading>
              {session.isCurrent && <span className="badge">{words.thisDevice}</span>}
              {pending && <span className="badge badge-pending max-sm:sr-only">{sentences.logout.pending}</span>}
            </div>
            {session.name !== null && (
              <p className="text-sm text-muted wrap-anywhere">{words.selfNamed(deviceName(session.device))}</p>
            )}
            <SessionFacts session={session} now={now} />
          </div>
          <div className="row-action">{action}</div>
        </div>
      </div>
    </li>
  );
}
