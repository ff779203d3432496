import { useMemo } from 'react';
import { PlacesSection } from '../places/places-section.tsx';
import { useNow } from '../time/use-now.ts';
import { CurrentSession } from './current-session.tsx';
import type { Listing } from './listing.ts';
import { OtherSessions } from './other-sessions.tsx';
import { labelsOf } from './session-labels.ts';
import { inOrder } from './session-order.ts';

interface SessionsViewProps {
  readonly listing: Listing;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

export function SessionsView({ listing, isLoading, retry }: SessionsViewProps) {
  const now = useNow();
  const { current, others, isComplete } = useMemo(() => inOrder(listing, now), [listing, now]);
  const all = useMemo(() => (current ? [current, ...others] : others), [current, others]);
  // The language is not kept: labels are told in the one that the page speaks now.
  const labelOf = labelsOf(all);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      {current && <CurrentSession session={current} now={now} label={labelOf(current)} />}
      <OtherSessions sessions={others} {...{ isComplete, isLoading, retry, now, labelOf }} />
      <PlacesSection sessions={all} />
    </div>
  );
}
