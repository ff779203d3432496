import { lazy, memo, Suspense } from 'react';
import type { ListedSession } from './listed-session.ts';
import type { Row } from './order/row.ts';
import type { Selection } from './order/use-selection.ts';
import type { LabelOf } from './session-labels.ts';
import { OtherSession } from './other-session.tsx';

/** Whoever has few sessions has none that look alike. */
const GroupRow = lazy(() => import('./order/group-row.tsx'));

/** What all rows of a list have in common. */
export interface RowSurroundings {
  readonly now: Date;
  /** Null where nothing can be selected. */
  readonly selection: Selection | null;
  readonly isPending: (session: ListedSession) => boolean;
  readonly isLeaving: (session: ListedSession) => boolean;
  readonly onToggle: (key: string) => void;
  /** Ends all sessions of a group, after a question. */
  readonly onEnd: (sessions: readonly ListedSession[]) => void;
  readonly isEnding: boolean;
  /** What the buttons of a session are named by, and those of a group. */
  readonly labelOf: LabelOf<ListedSession>;
  readonly groupLabelOf: LabelOf<ListedSession>;
}

/** The place of a row in a list of which only a part is drawn. */
export interface RowPlace {
  readonly index: number;
  readonly count: number;
  /** From the top of the list, in pixels. */
  readonly top: number;
  readonly measure: (row: HTMLLIElement | null) => void;
}

interface OrderedRowProps extends Partial<RowPlace> {
  readonly row: Row;
  readonly surroundings: RowSurroundings;
}

/** A session, or several that look alike. Whoever scrolls draws only what comes into view. */
export const OrderedRow = memo(function OrderedRow({ row, surroundings, measure, index, count, top }: OrderedRowProps) {
  const item = index !== undefined && {
    'data-index': index,
    'data-key': row.key,
    'data-placed': true,
    'aria-setsize': count,
    'aria-posinset': index + 1,
    style: { translate: `0 ${top}px` },
  };
  const { now, selection, isPending, isLeaving, onToggle, onEnd, isEnding, labelOf, groupLabelOf } = surroundings;
  if (row.kind === 'group') {
    const { group, isOpen } = row;
    const toggle = () => onToggle(row.key);
    return (
      <Suspense fallback={<li {...item} className="row group-place" />}>
        <GroupRow
          {...item}
          {...{ group, isOpen, now, selection, onEnd, isEnding }}
          label={groupLabelOf(group.sessions[0])}
          ref={measure}
          onToggle={toggle}
        />
      </Suspense>
    );
  }
  const { session, isMember } = row;
  return (
    <OtherSession
      {...item}
      {...{ session, now, selection, measure }}
      label={labelOf(session)}
      data-member={isMember || undefined}
      pending={isPending(session)}
      leaving={isLeaving(session)}
    />
  );
});
