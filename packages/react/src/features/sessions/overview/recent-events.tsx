import { lazy, Suspense } from 'react';
import { ScreenLink } from '../../../embedding/screen-link.tsx';
import { messages } from '../../../i18n/messages.ts';
import { useRecentEvents } from './recent-events-query.ts';
import { onDemand } from '../../../api/on-demand.ts';

/** Loaded after the screen is rendered, because the sentences of all events are needed for it. */
const EventLines = lazy(onDemand(() => import('./event-lines.tsx')));

/** The height of an event in style sheets, in rem. */
const eventHeight = 4;

/** The newest events of the account, with a link to all of them. */
export function RecentEvents() {
  const entries = useRecentEvents().data?.entries ?? [];
  return (
    <section aria-labelledby="latchkey-recent" className="screen-only card rail-card">
      <h2 id="latchkey-recent" className="rail-title">
        {messages.deviceList.recentEvents}
      </h2>
      {/* Reserves the height of the lines, so that nothing moves when their code arrives. */}
      <div style={{ minHeight: `${entries.length * eventHeight}rem` }}>
        <Suspense>
          <EventLines entries={entries} />
        </Suspense>
      </div>
      <ScreenLink screen="history" className="link -mb-2 inline-flex min-h-11 items-center text-sm">
        {messages.history.open}
      </ScreenLink>
    </section>
  );
}
