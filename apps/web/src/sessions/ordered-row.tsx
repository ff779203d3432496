import { type ComponentProps, lazy, Suspense } from 'react';
import type { ListedSession } from './listed-session.ts';
import type { Row } from './order/row.ts';
import type { Selection } from './order/use-selection.ts';
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
}

interface OrderedRowProps extends Omit<ComponentProps<'li'>, 'ref'> {
  readonly row: Row;
  readonly surroundings: RowSurroundings;
  readonly measure?: (row: HTMLLIElement | null) => void;
}

/** A session, or several that look alike. */
export function OrderedRow({ row, surroundings, measure, ...item }: OrderedRowProps) {
  const { now, selection, isPending, isLeaving, onToggle } = surroundings;
  if (row.kind === 'group') {
    const { group, isOpen } = row;
    const toggle = () => onToggle(row.key);
    return (
      <Suspense fallback={<li {...item} className="row group-place" />}>
        <GroupRow {...item} {...{ group, isOpen, now, selection }} ref={measure} onToggle={toggle} />
      </Suspense>
    );
  }
  const { session, isMember } = row;
  return (
    <OtherSession
      {...item}
      {...{ session, now, selection, measure }}
      data-member={isMember || undefined}
      pending={isPending(session)}
      leaving={isLeaving(session)}
    />
  );
}
