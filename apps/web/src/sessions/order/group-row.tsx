import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Button } from '../../controls/button.tsx';
import { sentences } from '../../sentences.ts';
import { Moment } from '../../time/moment.tsx';
import { timeAgo } from '../../time/relative-time.ts';
import { isActive } from '../activity.ts';
import { DeviceIcon } from '../device-icon.tsx';
import { whereabouts } from '../../places/whereabouts.ts';
import type { ListedSession } from '../listed-session.ts';
import { DeviceLine } from '../device-line.tsx';
import type { SessionGroup } from './groups.ts';
import { RevokeManyButton } from './revoke-many-button.tsx';
import type { Selection } from './use-selection.ts';
import { SelectTile } from '../select-tile.tsx';
import { SessionName } from '../session-name-text.tsx';

interface GroupRowProps extends ComponentProps<'li'> {
  readonly group: SessionGroup;
  readonly isOpen: boolean;
  readonly now: Date;
  /** Null where nothing can be selected. */
  readonly selection: Selection | null;
  readonly onToggle: () => void;
  readonly onEnd: (sessions: readonly ListedSession[]) => void;
  /** Whether several sessions are being ended. */
  readonly isEnding: boolean;
  /** What its buttons are named by. */
  readonly label: string;
}

/** Several sessions that look alike, as one row that opens. */
export default function GroupRow({
  group,
  isOpen,
  now,
  selection,
  onToggle,
  onEnd,
  isEnding,
  label,
  ...item
}: GroupRowProps) {
  const { sessions } = group;
  const [latest] = sessions;
  const { groupSize, open, openOf, close, closeOf, endAll, endAllOf } = sentences.order;
  const where = whereabouts(latest);
  const { activeNow, lastUsed } = sentences.sessions;
  const ids = sessions.map(({ id }) => id);
  const count = selection ? ids.filter((id) => selection.has(id)).length : 0;
  const active = isActive(latest, now);
  const lastUsedAt = new Date(latest.lastUsedAt);
  const Chevron = isOpen ? ChevronUp : ChevronDown;
  return (
    <li {...item} className="row">
      <div className="row-clip">
        <div className="row-body">
          {selection ? (
            <SelectTile
              kind={latest.device.kind}
              label={sentences.selection.selectGroup(label, ids.length)}
              selected={count === ids.length || (count > 0 && 'some')}
              onSelect={(isSelected) => selection.select(ids, isSelected)}
            />
          ) : (
            <DeviceIcon kind={latest.device.kind} />
          )}
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h3 className="min-w-0 leading-6 font-semibold wrap-anywhere">
                <SessionName session={latest} />
              </h3>
              <span className="badge">{groupSize(ids.length)}</span>
            </div>
            <DeviceLine session={latest} />
            <p className="facts">
              <span className={active ? 'active' : undefined}>
                <Moment at={lastUsedAt}>{active ? activeNow : lastUsed(timeAgo(lastUsedAt, now))}</Moment>
              </span>
              {where && <span>{where}</span>}
            </p>
          </div>
          <div className="row-action flex flex-wrap gap-2">
            <Button
              aria-expanded={isOpen}
              aria-label={isOpen ? closeOf(label) : openOf(label, ids.length)}
              onClick={onToggle}
            >
              <span className="inline-flex items-center gap-2">
                <span>{isOpen ? close : open}</span>
                <Chevron aria-hidden size={16} />
              </span>
            </Button>
            <RevokeManyButton
              sessions={sessions}
              now={now}
              pending={isEnding}
              aria-label={endAllOf(label, ids.length)}
              onConfirm={onEnd}
            >
              {endAll(ids.length)}
            </RevokeManyButton>
          </div>
        </div>
      </div>
    </li>
  );
}
