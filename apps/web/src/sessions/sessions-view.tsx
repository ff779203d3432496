import { PlacesSection } from '../places/places-section.tsx';
import { useNow } from '../time/use-now.ts';
import { CurrentSession } from './current-session.tsx';
import { OtherSessions } from './other-sessions.tsx';
import type { OrderedSessions } from './session-order.ts';

interface SessionsViewProps {
  readonly sessions: OrderedSessions;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

export function SessionsView({ sessions: { current, others, isComplete }, isLoading, retry }: SessionsViewProps) {
  const now = useNow();
  return (
    <div className="grid gap-10">
      {current && <CurrentSession session={current} now={now} />}
      <OtherSessions sessions={others} {...{ isComplete, isLoading, retry, now }} />
      <PlacesSection sessions={current ? [current, ...others] : others} />
    </div>
  );
}
