import { lazy, Suspense } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { language } from '../../../i18n/language.ts';
import type { UniqueNameOf } from '../../devices/unique-names.ts';
import type { Row } from '../../filters/rows.ts';
import type { CheckReasons } from '../checks/check-reason.ts';
import { OtherSession } from '../row/other-session.tsx';
import { CurrentSession, type RowPosition } from '../row/session-row.tsx';
import type { Selection } from '../selection/selection.ts';
import { onDemand } from '../../../api/on-demand.ts';

export interface SessionRowsProps {
  readonly rows: readonly Row[];
  readonly context: RowContext;
}

/** Renders all rows of a short list. */
export function SessionRows({ rows, context }: SessionRowsProps) {
  return (
    <ul aria-labelledby="latchkey-devices" className="card device-list">
      {rows.map((row) => (
        <ListRow key={row.key} row={row} context={context} />
      ))}
    </ul>
  );
}

/** Loaded on demand, because short lists have no groups. */
const GroupRow = lazy(onDemand(() => import('../row/group-row.tsx')));

/** What all rows of a list share. */
export interface RowContext {
  readonly now: Date;
  /** Null where nothing can be selected. */
  readonly selection: Selection | null;
  readonly reasons: CheckReasons;
  readonly isLeaving: (session: SessionView) => boolean;
  /** Whether the details of a session are visible. */
  readonly isOpen: (session: SessionView) => boolean;
  readonly onToggleDetails: (id: number) => void;
  readonly onToggleGroup: (key: string) => void;
  /** Unique names for the buttons of sessions, and for those of groups. */
  readonly uniqueNameOf: UniqueNameOf<SessionView>;
  readonly uniqueGroupNameOf: UniqueNameOf<SessionView>;
}

interface ListRowProps extends RowPosition {
  readonly row: Row;
  readonly context: RowContext;
}

/** A row for a session or a group. Passes only what concerns the row, so that a change renders only the rows that it concerns. */
export function ListRow({ row, context, ...position }: ListRowProps) {
  const { now, selection, onToggleGroup, onToggleDetails } = context;
  if (row.kind === 'group') {
    const { group, isOpen } = row;
    return (
      <Suspense fallback={<li className="row group-placeholder" />}>
        <GroupRow
          {...{ group, isOpen, now, selection }}
          rowKey={row.key}
          uniqueName={context.uniqueGroupNameOf(group.sessions[0])}
          position={position}
          onToggle={() => onToggleGroup(row.key)}
        />
      </Suspense>
    );
  }
  const { session, isMember } = row;
  const shared = {
    ...position,
    session,
    now,
    language,
    uniqueName: context.uniqueNameOf(session),
    isOpen: context.isOpen(session),
    onToggleDetails,
  };
  if (session.isCurrent) return <CurrentSession {...shared} />;
  return (
    <OtherSession
      {...shared}
      isMember={isMember}
      reason={context.reasons.get(session.id) ?? null}
      isSelected={selection && selection.has(session.id)}
      onSelect={selection?.select}
      leaving={context.isLeaving(session)}
    />
  );
}
