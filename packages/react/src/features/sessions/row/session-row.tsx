import { ChevronDown } from 'lucide-react';
import { type ComponentProps, lazy, memo, type ReactNode, Suspense, useId } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import type { Language } from '../../../i18n/language.ts';
import { messages } from '../../../i18n/messages.ts';
import { useIsPrinting } from './use-is-printing.ts';
import { useSessionError } from '../../../ui/toasts.tsx';
import { DeviceIcon } from '../../devices/device-icon.tsx';
import { SessionName } from '../../devices/session-name.tsx';
import { CheckBadge, explainCheck } from '../checks/check-badge.tsx';
import type { CheckReason } from '../checks/check-reason.ts';
import { SessionSummary } from './session-summary.tsx';
import { onDemand, preloadOnApproach } from '../../../api/on-demand.ts';

/** Loaded when the browser is idle or the user is about to press the row, so that the first click does not wait. */
export const details = onDemand(() => import('../details/session-details.tsx'));
const SessionDetails = lazy(details);
const approach = preloadOnApproach(details);

/** The place of a row in a list that renders only a part. Empty in a list that renders all rows. */
export interface RowPosition {
  readonly index?: number;
  readonly count?: number;
  /** From the top of the list, in pixels. */
  readonly top?: number;
  readonly measure?: (row: HTMLLIElement | null) => void;
}

/** The attributes of a row at a position. */
export const positionAttributes = (key: string | number, { index, count, top }: RowPosition) =>
  index !== undefined && {
    'data-index': index,
    'data-key': key,
    'data-placed': true,
    'aria-setsize': count,
    'aria-posinset': index + 1,
    style: { translate: `0 ${top}px` },
  };

/** What the rows of all sessions have in common. */
export interface SessionRowState extends RowPosition {
  readonly session: SessionView;
  readonly now: Date;
  /** The language of the page: a row is memoized and has to be rendered again in another language. */
  readonly language: Language;
  /** The unique name for its buttons. */
  readonly uniqueName: string;
  /** Whether the details are visible. */
  readonly isOpen: boolean;
  readonly onToggleDetails: (id: number) => void;
}

interface SessionRowProps extends SessionRowState {
  readonly ref?: ((row: HTMLLIElement | null) => void) | undefined;
  readonly reason?: CheckReason | null;
  readonly isMember?: boolean;
  readonly pending?: boolean;
  /** `own` where this tab has ended the session. */
  readonly leaving?: 'own' | 'ended' | false;
  /** Replaces the device icon. */
  readonly tile?: ReactNode;
  /** The button that ends this session. */
  readonly action?: ReactNode;
}

/** The row of a session: its name with at most one badge, where and when it was used last, and details that open below. */
export function SessionRow({
  ref,
  session,
  now,
  uniqueName,
  isOpen,
  onToggleDetails,
  reason = null,
  isMember,
  pending = false,
  leaving = false,
  tile,
  action,
  ...position
}: SessionRowProps) {
  const id = useId();
  const isPrinting = useIsPrinting();
  return (
    <li
      {...positionAttributes(session.id, position)}
      ref={ref}
      className="row device-row"
      data-row
      aria-busy={pending}
      data-leaving={leaving || undefined}
      data-current={session.isCurrent || undefined}
      data-check={reason ?? undefined}
      data-member={isMember || undefined}
    >
      <div className="row-clip">
        <div className="device-body">
          {tile || <DeviceIcon device={session.device} />}
          <div className="min-w-0">
            <div className="device-title">
              <h3 className="row-name">
                <SessionName session={session} isBrief />
              </h3>
              {session.isCurrent && <span className="badge">{messages.sessions.thisDevice}</span>}
              {reason && <CheckBadge session={session} reason={reason} />}
            </div>
            <SessionSummary session={session} now={now} />
          </div>
          <div data-row-action className="row-action">
            {action}
          </div>
          <RowToggle
            label={messages.deviceList.detailsOf(uniqueName)}
            detailsId={`${id}details`}
            isOpen={isOpen}
            why={reason && explainCheck(session, reason)}
            onToggle={() => onToggleDetails(session.id)}
          />
        </div>
        <FailureLine sessionId={session.id} />
        {(isOpen || isPrinting) && <LoadedDetails id={`${id}details`} {...{ session, now, uniqueName, reason }} />}
      </div>
    </li>
  );
}

/** The row of the current session. It has no button: the one in the header logs this device out. */
export const CurrentSession = memo(function CurrentSession({ measure, ...row }: SessionRowState) {
  return <SessionRow {...row} ref={measure} />;
});

/** The details, in an element that exists before their code has loaded, because the button of the row refers to it. */
function LoadedDetails({ id, ...props }: ComponentProps<typeof SessionDetails> & { readonly id: string }) {
  return (
    <div id={id} className="details">
      <Suspense>
        <SessionDetails {...props} />
      </Suspense>
    </div>
  );
}

interface RowToggleProps {
  readonly label: string;
  readonly detailsId: string;
  readonly isOpen: boolean;
  /** Why the row should be looked at, read after the label, or null. */
  readonly why: string | null;
  readonly onToggle: () => void;
}

/** The button that opens and closes the details. Its surface covers the row. */
function RowToggle({ label, detailsId, isOpen, why, onToggle }: RowToggleProps) {
  const whyId = useId();
  return (
    <>
      <button
        type="button"
        {...approach}
        className="row-toggle"
        aria-expanded={isOpen}
        aria-controls={isOpen ? detailsId : undefined}
        aria-label={label}
        aria-describedby={why === null ? undefined : whyId}
        onClick={onToggle}
      >
        <ChevronDown aria-hidden size={18} strokeWidth={1.75} />
      </button>
      {why !== null && (
        <span id={whyId} hidden>
          {why}
        </span>
      )}
    </>
  );
}

interface FailureLineProps {
  readonly sessionId: number;
}

/** Why ending this session failed, until the user dismisses the toast about it. */
function FailureLine({ sessionId }: FailureLineProps) {
  const failure = useSessionError(sessionId);
  return (
    failure && (
      <div className="failure text-sm text-problem">
        <p className="font-medium">{failure.text}</p>
        <p>{failure.detail}</p>
      </div>
    )
  );
}
