import { useMemo } from 'react';
import { PlacesSection } from '../places/places-section.tsx';
import { useNow } from '../time/use-now.ts';
import { CurrentSession } from './current-session.tsx';
import type { Listing } from './listing.ts';
import { OtherSessions } from './other-sessions.tsx';
import { inOrder } from './session-order.ts';

interface SessionsViewProps {
  readonly listing: Listing;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

export function SessionsView({ listing, isLoading, retry }: SessionsViewProps) {
  const now = useNow();
  const { current, others, isComplete } = useMemo(() => inOrder(listing, now), [listing, now]);
  return (
    <div className="grid gap-10">
      {current && <CurrentSession session={current} now={now} />}
      <OtherSessions sessions={others} {...{ isComplete, isLoading, retry, now }} />
      <PlacesSection sessions={current ? [current, ...others] : others} />
    </div>
  );
}
