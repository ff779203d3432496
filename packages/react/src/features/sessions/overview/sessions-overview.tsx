import type { LiveList, SessionList } from '@latchkey/client';
import { type ReactNode, Suspense, useDeferredValue } from 'react';
import { useAuth } from '../../../api/queries.ts';
import { messages } from '../../../i18n/messages.ts';
import { LoadingFailed } from '../../../ui/loading-failed.tsx';
import { AccountSection } from '../../account/account-section.tsx';
import { LocationsSection } from '../../locations/locations-section.tsx';
import { useAlerts } from '../../sign-in-alerts/alerts-query.ts';
import { SignInAlerts } from '../../sign-in-alerts/sign-in-alerts.tsx';
import { CheckSummary } from '../checks/check-summary.tsx';
import { DeviceList } from '../list/device-list.tsx';
import { useListedSessions } from '../list/listed-sessions.ts';
import { ConnectionStatus } from '../live/connection-status.tsx';
import { live } from '../live/live-sessions.ts';
import { useLiveSessions, useSettledList } from '../live/use-live-sessions.ts';
import { RecentEvents } from './recent-events.tsx';
import { reloadRecentEvents, useRecentEvents } from './recent-events-query.ts';
import { SessionsSkeleton } from './sessions-skeleton.tsx';
import { SomethingWrong } from './something-wrong.tsx';

interface SessionsOverviewProps {
  readonly heading: ReactNode;
  /** Whether wide windows have a second column. */
  readonly isWide: boolean;
}

/** The list of sessions with all that belongs to it. */
export function SessionsOverview({ heading, isWide }: SessionsOverviewProps) {
  const auth = useAuth();
  const recent = useRecentEvents();
  const list = useLiveSessions(() => void reloadRecentEvents());
  const alerts = useAlerts();
  // Renders all parts at once with the code they need, because parts that come later would move the others.
  const listing = useSettledList(list);
  const isReady = listing !== undefined && !auth.isPending && !alerts.isPending && !recent.isPending;
  const isShown = useDeferredValue(isReady);
  const retry = async () => {
    const [{ error }] = await Promise.all([live().refresh(), auth.refetch()]);
    return { isSuccess: error === null };
  };
  const layout = isWide ? 'columns' : 'stack';
  const skeleton = <SessionsSkeleton heading={heading} layout={layout} />;
  if (isShown && listing) {
    return (
      <Suspense fallback={skeleton}>
        <SessionsView {...{ listing, list, heading, layout }} email={auth.data?.user?.email ?? null} />
      </Suspense>
    );
  }
  if (list.isLoaded || list.error === null) return skeleton;
  return (
    <>
      {heading}
      <div className="mt-6">
        <LoadingFailed title={messages.sessions.failed} error={list.error} pending={list.isLoading} retry={retry} />
      </div>
    </>
  );
}

interface SessionsViewProps {
  readonly listing: SessionList;
  readonly list: LiveList;
  readonly email: string | null;
  readonly heading: ReactNode;
  readonly layout: 'columns' | 'stack';
}

function SessionsView({ listing, list, email, heading, layout }: SessionsViewProps) {
  const { all, others, toCheckCount, ...listed } = useListedSessions(listing);
  return (
    <div className={layout}>
      <div className="column-main">
        {heading}
        <CheckSummary count={toCheckCount} email={email} />
        <SignInAlerts />
        <DeviceList {...listed} count={others.length} isLoading={list.isLoading} retry={() => void live().refresh()} />
        <ConnectionStatus list={list} />
      </div>
      <div className="rail">
        <SomethingWrong others={others} />
        <RecentEvents />
        <LocationsSection sessions={all} />
      </div>
      <div className="column-main">
        <AccountSection />
      </div>
    </div>
  );
}
