import type { LiveList, SessionList } from '@latchkey/client';
import { Suspense, useDeferredValue, useMemo } from 'react';
import { Redirect } from 'wouter';
import { useAuth } from '../../../api/auth.ts';
import type { OpenAlert } from '../../../api/outputs.ts';
import { useNow } from '../../../api/server-clock.ts';
import { messages } from '../../../i18n/messages.ts';
import { Heading, Screen } from '../../../layout/screen.tsx';
import { LoadingFailed } from '../../../ui/loading-failed.tsx';
import { AccountSection } from '../../account/account-section.tsx';
import { useResumedStepUp } from '../../application/use-resumed-step-up.ts';
import { signInAddress } from '../../auth/after-sign-in.tsx';
import { uniqueNames } from '../../devices/unique-names.ts';
import { LocationsSection } from '../../locations/locations-section.tsx';
import { SignInAlerts, useAlerts } from '../../sign-in-alerts/sign-in-alerts.tsx';
import { findCheckReasons } from '../checks/check-reason.ts';
import { CheckSummary } from '../checks/check-summary.tsx';
import { LogoutButton } from '../end-session/logout-button.tsx';
import { DeviceList } from '../list/device-list.tsx';
import { useLeavingSessions } from '../list/leaving-sessions.ts';
import { ConnectionStatus } from '../live/connection-status.tsx';
import { live } from '../live/live-sessions.ts';
import { splitAndSort } from '../live/session-list.ts';
import { useLiveSessions, useSettledList } from '../live/use-live-sessions.ts';
import { RecentEvents } from './recent-events.tsx';
import { useRecentEvents } from './recent-events-query.ts';
import { SessionsSkeleton } from './sessions-skeleton.tsx';
import { SomethingWrong } from './something-wrong.tsx';

const none: readonly OpenAlert[] = [];

export function SessionsScreen() {
  const auth = useAuth();
  const recent = useRecentEvents();
  const list = useLiveSessions(() => void recent.refetch());
  const alerts = useAlerts();
  // Renders all parts at once with the code they need, because parts that come later would move the others.
  const listing = useSettledList(list);
  const isReady = listing !== undefined && !auth.isPending && !alerts.isPending && !recent.isPending;
  const isShown = useDeferredValue(isReady);
  if (auth.data?.user === null) return <Redirect to={signInAddress(auth.data)} replace />;

  const retry = async () => {
    const [{ error }] = await Promise.all([live.refresh(), auth.refetch()]);
    return { isSuccess: error === null };
  };
  const { title, failed } = messages.sessions;
  return (
    <Screen title={title} questions={alerts.data?.alerts.length ?? 0} actions={<LogoutButton />}>
      <div className="page-wide">
        {isShown && listing ? (
          <Suspense fallback={<SessionsSkeleton />}>
            <SessionsView listing={listing} list={list} email={auth.data?.user.email ?? null} />
          </Suspense>
        ) : list.isLoaded || list.error === null ? (
          <SessionsSkeleton />
        ) : (
          <>
            <Heading>{title}</Heading>
            <div className="mt-6">
              <LoadingFailed title={failed} error={list.error?.cause} pending={list.isLoading} retry={retry} />
            </div>
          </>
        )}
      </div>
    </Screen>
  );
}

interface SessionsViewProps {
  readonly listing: SessionList;
  readonly list: LiveList;
  readonly email: string | null;
}

/** The list with what belongs to it: on wide screens in a second column. */
function SessionsView({ listing, list, email }: SessionsViewProps) {
  const now = useNow();
  const { current, others, isComplete } = useMemo(() => splitAndSort(listing, now), [listing, now]);
  const listed = useLeavingSessions(others, now);
  const all = useMemo(() => (current ? [current, ...listed.sessions] : listed.sessions), [current, listed]);
  const reasons = useMemo(() => findCheckReasons(all, now), [all, now]);
  // Not memoized, because the names depend on the page's language.
  const uniqueNameOf = uniqueNames(all);
  const alerts = useAlerts().data?.alerts ?? none;
  useResumedStepUp(
    useMemo(() => ({ others, alerts }), [others, alerts]),
    isComplete,
  );
  const toCheckCount = others.filter(({ id }) => reasons.has(id)).length;
  return (
    <div className="columns">
      <div className="column-main">
        <Heading>{messages.sessions.title}</Heading>
        <CheckSummary count={toCheckCount} email={email} />
        <SignInAlerts />
        <DeviceList
          {...{ current, listed, reasons, isComplete, now, uniqueNameOf }}
          count={others.length}
          isLoading={list.isLoading}
          retry={() => void live.refresh()}
        />
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
