import { ChevronDown } from 'lucide-react';
import { messages } from '../../../i18n/messages.ts';
import { DeviceIcon } from '../../devices/device-icon.tsx';
import { SessionName } from '../../devices/session-name.tsx';
import type { SessionGroup } from '../../filters/rows.ts';
import { useEndingIds } from '../end-session/end-request.ts';
import { RevokeManyButton } from '../end-session/revoke-many-button.tsx';
import { SelectTile } from '../selection/select-tile.tsx';
import type { Selection } from '../selection/selection.ts';
import { positionAttributes, type RowPosition } from './session-row.tsx';
import { SessionSummary } from './session-summary.tsx';

interface GroupRowProps {
  readonly group: SessionGroup;
  readonly rowKey: string;
  readonly isOpen: boolean;
  readonly now: Date;
  /** Null where nothing can be selected. */
  readonly selection: Selection | null;
  readonly position: RowPosition;
  readonly onToggle: () => void;
  /** The unique name for its buttons. */
  readonly uniqueName: string;
}

/** One row for sessions that look alike, which can be opened. */
export default function GroupRow({
  group: { sessions },
  rowKey,
  isOpen,
  now,
  selection,
  position: { measure, ...attributes },
  onToggle,
  uniqueName,
}: GroupRowProps) {
  const [latest] = sessions;
  const endingIds = useEndingIds();
  const { groupSize, openOf, closeOf, endAll, endAllOf } = messages.filters;
  return (
    <li {...positionAttributes(rowKey, attributes)} ref={measure} className="row device-row" data-row data-group>
      <div className="row-clip">
        <div className="device-body">
          <GroupTile {...{ sessions, selection, uniqueName }} />
          <div className="min-w-0">
            <div className="device-title">
              <h3 className="row-name">
                <SessionName session={latest} isBrief />
              </h3>
              <span className="badge badge-count">{groupSize(sessions.length)}</span>
            </div>
            <SessionSummary session={latest} now={now} />
          </div>
          <div data-row-action className="row-action">
            <RevokeManyButton
              sessions={sessions}
              pending={sessions.every(({ id }) => endingIds.has(id))}
              aria-label={endAllOf(uniqueName, sessions.length)}
            >
              {endAll(sessions.length)}
            </RevokeManyButton>
          </div>
          <button
            type="button"
            className="row-toggle"
            aria-expanded={isOpen}
            aria-label={isOpen ? closeOf(uniqueName) : openOf(uniqueName, sessions.length)}
            onClick={onToggle}
          >
            <ChevronDown aria-hidden size={18} strokeWidth={1.75} />
          </button>
        </div>
      </div>
    </li>
  );
}

interface GroupTileProps extends Pick<GroupRowProps, 'selection' | 'uniqueName'> {
  readonly sessions: SessionGroup['sessions'];
}

/** The device icon, as a checkbox for all sessions of the group where sessions can be selected. */
function GroupTile({ sessions, selection, uniqueName }: GroupTileProps) {
  const { device } = sessions[0];
  if (!selection) return <DeviceIcon device={device} />;
  const ids = sessions.map(({ id }) => id);
  const count = ids.filter((id) => selection.has(id)).length;
  return (
    <SelectTile
      device={device}
      label={messages.selection.selectGroup(uniqueName, ids.length)}
      selected={count === ids.length || (count > 0 && 'some')}
      onSelect={(isSelected) => selection.select(ids, isSelected)}
    />
  );
}
