import { Suspense, useDeferredValue } from 'react';
import { Redirect } from 'wouter';
import { AccountSection } from '../account/account-section.tsx';
import { Alerts } from '../alerts/alerts.tsx';
import { useAlerts } from '../alerts/use-alerts.ts';
import { LoadingFailed } from '../failures/loading-failed.tsx';
import { Heading } from '../screen/heading.tsx';
import { Screen } from '../screen/screen.tsx';
import { sentences } from '../sentences.ts';
import { signInAddress } from '../visitor/sign-in-address.ts';
import { useVisitor } from '../visitor/use-visitor.ts';
import { Freshness } from './freshness.tsx';
import { LogoutButton } from './logout-button.tsx';
import { SessionsSkeleton } from './sessions-skeleton.tsx';
import { SessionsView } from './sessions-view.tsx';
import { useSettled } from './use-settled.ts';
import { useSessions } from './use-sessions.ts';
import { useWatch } from './use-watch.ts';

export function SessionsScreen() {
  const visitor = useVisitor();
  const isLive = useWatch();
  const sessions = useSessions(isLive);
  const alerts = useAlerts();
  // All at once, with whatever code it takes: what came by itself would push away what is being read.
  const listing = useSettled(sessions.data);
  const isShown = useDeferredValue(listing !== undefined && !visitor.isPending && !alerts.isPending);
  if (visitor.data?.user === null) return <Redirect to={signInAddress(visitor.data)} replace />;

  const retry = async () => {
    const [listed] = await Promise.all([sessions.refetch(), visitor.refetch()]);
    return listed;
  };
  const { title, lead, leadFor, failed } = sentences.sessions;
  const email = isShown && visitor.data?.user.email;
  return (
    <Screen title={title} actions={<LogoutButton />}>
      <div className="mx-auto w-full max-w-3xl px-4 pt-6 pb-16 sm:px-6 sm:pt-12">
        <Heading>{title}</Heading>
        <p className="mt-3 mb-8 max-w-prose text-lg text-muted text-pretty wrap-anywhere sm:mb-10">
          {email ? leadFor(email) : lead}
        </p>
        {isShown && listing ? (
          <Suspense fallback={<SessionsSkeleton />}>
            <Alerts />
            <SessionsView listing={listing} isLoading={sessions.isFetching} retry={() => void sessions.refetch()} />
            <Freshness sessions={sessions} isLive={isLive} />
            <AccountSection />
          </Suspense>
        ) : sessions.data || sessions.isPending ? (
          <SessionsSkeleton />
        ) : (
          <LoadingFailed title={failed} error={sessions.error} pending={sessions.isFetching} retry={retry} />
        )}
      </div>
    </Screen>
  );
}
