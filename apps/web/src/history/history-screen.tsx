import { useDeferredValue } from 'react';
import { Link, Redirect } from 'wouter';
import { Alerts } from '../alerts/alerts.tsx';
import { useAlerts } from '../alerts/use-alerts.ts';
import { addresses } from '../addresses.ts';
import { LoadingFailed } from '../failures/loading-failed.tsx';
import { Heading } from '../screen/heading.tsx';
import { Screen } from '../screen/screen.tsx';
import { useAddressState } from '../screen/use-address-state.ts';
import { sentences } from '../sentences.ts';
import { LogoutButton } from '../sessions/logout-button.tsx';
import { useWatch } from '../sessions/use-watch.ts';
import { signInAddress } from '../visitor/sign-in-address.ts';
import { useVisitor } from '../visitor/use-visitor.ts';
import { HistoryFilterBar } from './history-filter-bar.tsx';
import { HistoryList } from './history-list.tsx';
import { filterIn, filterParams } from './history-filter-address.ts';
import { HistorySkeleton } from './history-skeleton.tsx';
import { useHistory } from './use-history.ts';

/** What happened to the account. */
export default function HistoryScreen() {
  const visitor = useVisitor();
  const [filter, setFilter] = useAddressState(filterIn, filterParams);
  const history = useHistory(filter);
  const alerts = useAlerts();
  useWatch(() => void history.refetch());
  // A question that came after the list would push away what is being read.
  const isReady = useDeferredValue(!alerts.isPending, false);
  if (visitor.data?.user === null) return <Redirect to={signInAddress(visitor.data)} replace />;

  const { title, lead, failed, back } = sentences.history;
  return (
    <Screen title={title} actions={<LogoutButton />}>
      <div className="mx-auto w-full max-w-3xl px-4 pt-6 pb-16 sm:px-6 sm:pt-12">
        <Link href={addresses.sessions} className="screen-only link -mt-3 mb-2 inline-flex min-h-11 items-center">
          {back}
        </Link>
        <Heading>{title}</Heading>
        <p className="mt-3 mb-8 max-w-prose text-lg text-muted text-pretty">{lead}</p>
        {isReady && <Alerts />}
        <HistoryFilterBar filter={filter} onChange={setFilter} />
        {isReady && history.data ? (
          <HistoryList history={history} />
        ) : history.data || history.isPending ? (
          <HistorySkeleton />
        ) : (
          <LoadingFailed title={failed} error={history.error} pending={history.isFetching} retry={history.refetch} />
        )}
      </div>
    </Screen>
  );
}
