import { lazy, startTransition, Suspense, useEffect, useState } from 'react';
import type { ListedSession } from './listed-session.ts';
import { NoOtherSessions } from './no-other-sessions.tsx';
import { NothingMatches } from './nothing-matches.tsx';
import { hasCriteria } from './order/criteria.ts';
import { useOrder } from './order/use-order.ts';
import { useRevokeMany } from './order/use-revoke-many.ts';
import { useSelection } from './order/use-selection.ts';
import { OthersAction } from './others-action.tsx';
import { OthersHeading } from './others-heading.tsx';
import { type LabelOf, labelsOf } from './session-labels.ts';
import { RevokeOthersButton } from './revoke-others-button.tsx';
import { SessionRows } from './session-rows.tsx';
import { useLingering } from './use-lingering.ts';
import { useRevokeOthers } from './use-revoke-others.ts';

/** Few have so many sessions that they need any of this. */
const OrderTools = lazy(() => import('./order/order-tools.tsx'));
const RevokeShownButton = lazy(() => import('./order/revoke-shown-button.tsx'));
const SelectionBar = lazy(() => import('./order/selection-bar.tsx'));
const LongSessionRows = lazy(() => import('./order/long-session-rows.tsx'));

/** So many are looked through at a glance: more want some order. */
const few = 5;

/** With more rows than this, only those in view are drawn. */
const manyRows = 100;
const rowsMeanwhile = 20;

interface OtherSessionsProps {
  readonly sessions: readonly ListedSession[];
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly retry: () => void;
  readonly now: Date;
  readonly labelOf: LabelOf<ListedSession>;
}

/** Every other device that is signed in. */
export function OtherSessions({ sessions, isComplete, isLoading, retry, now, labelOf }: OtherSessionsProps) {
  const lingering = useLingering(sessions, now);
  const order = useOrder(lingering.sessions, lingering.leaving, now);
  const selection = useSelection(order);
  const all = useRevokeOthers();
  const many = useRevokeMany();
  // What the address asks for is shown with its tools, however few there are.
  const isMany = sessions.length > few || hasCriteria(order.criteria);
  const [hasTools, setHasTools] = useState(isMany);
  // The list stays in view until they are there.
  useEffect(() => {
    if (isMany) startTransition(() => setHasTools(true));
  }, [isMany]);

  const { rows, shown, isFiltered } = order;
  const isEmpty = sessions.length === 0;
  const ending = new Set(many.isPending ? many.variables.map(({ id }) => id) : []);
  const surroundings = {
    now,
    selection: hasTools ? selection : null,
    isPending: ({ id }: ListedSession) => all.isPending || ending.has(id),
    isLeaving: ({ id }: ListedSession) => lingering.leaving.has(id),
    onToggle: order.toggle,
    onEnd: (some: readonly ListedSession[]) => many.mutate(some),
    isEnding: many.isPending,
    labelOf,
    groupLabelOf: labelsOf(rows.flatMap((row) => (row.kind === 'group' ? row.group.sessions[0] : []))),
  };
  const endMany = surroundings.onEnd;

  return (
    <section aria-labelledby="others">
      <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <OthersHeading count={sessions.length} shown={shown.length} {...{ isComplete, isLoading, retry }} />
        {rows.length > 0 && (
          <OthersAction key={String(isFiltered)}>
            {isFiltered ? (
              <Suspense>
                <RevokeShownButton sessions={shown} now={now} pending={many.isPending} onConfirm={endMany} />
              </Suspense>
            ) : (
              <RevokeOthersButton
                sessions={sessions}
                now={now}
                pending={all.isPending || isEmpty}
                onConfirm={() => all.mutate()}
              />
            )}
          </OthersAction>
        )}
      </div>
      {hasTools && !isEmpty && <OrderTools sessions={sessions} order={order} selection={selection} now={now} />}
      {rows.length > manyRows ? (
        <Suspense fallback={<SessionRows rows={rows.slice(0, rowsMeanwhile)} surroundings={surroundings} />}>
          <LongSessionRows rows={rows} surroundings={surroundings} />
        </Suspense>
      ) : rows.length > 0 ? (
        <SessionRows rows={rows} surroundings={surroundings} />
      ) : isEmpty ? (
        <NoOtherSessions />
      ) : (
        <NothingMatches />
      )}
      {selection.selected.length > 0 && (
        <Suspense>
          <SelectionBar selection={selection} now={now} pending={many.isPending} onConfirm={endMany} />
        </Suspense>
      )}
    </section>
  );
}
