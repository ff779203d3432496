import { useDeferredValue } from 'react';
import { Link, Redirect } from 'wouter';
import { useAuth } from '../../api/auth.ts';
import type { HistoryEntry } from '../../api/outputs.ts';
import { messages } from '../../i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Heading, Screen } from '../../layout/screen.tsx';
import { useHashState } from '../../layout/use-hash-state.ts';
import { focusHeading } from '../../ui/focus.ts';
import { LoadingFailed } from '../../ui/loading-failed.tsx';
import { atApplication, useApplication } from '../application/application.ts';
import { signInAddress } from '../auth/after-sign-in.tsx';
import { nameInSentence } from '../devices/session-name.tsx';
import { LogoutButton } from '../sessions/end-session/logout-button.tsx';
import { useLiveSessions } from '../sessions/live/use-live-sessions.ts';
import { SignInAlerts, useAlerts } from '../sign-in-alerts/sign-in-alerts.tsx';
import { HistoryList } from './history-list.tsx';
import { useHistory } from './history-query.ts';
import { type HistoryFilter, historyFilters, isHistoryFilter, readView, writeView } from './history-view.ts';

/** The screen with the events of the account. */
export default function HistoryScreen() {
  const auth = useAuth();
  const application = useApplication();
  const [view, setView] = useHashState(readView, writeView);
  const history = useHistory(view);
  const alerts = useAlerts();
  const list = useLiveSessions(() => void history.refetch());
  // Waits for the alerts, because an alert that comes after the list would move the list down, and for the sessions, because
  // their buttons would render every row again.
  const isReady = useDeferredValue(!alerts.isPending && (list.isLoaded || list.error !== null), false);
  if (auth.data?.user === null) return <Redirect to={signInAddress(auth.data)} replace />;

  const { title, lead, failed, back } = messages.history;
  return (
    <Screen title={title} actions={<LogoutButton />}>
      <div className="mx-auto w-full max-w-3xl px-4 pt-6 pb-16 sm:px-6 sm:pt-12 min-[68.75rem]:max-w-4xl">
        <Link href={routes.sessions} className="screen-only link -mt-3 mb-2 inline-flex min-h-11 items-center">
          {back}
        </Link>
        <Heading>{title}</Heading>
        <p className="mt-3 mb-6 max-w-prose text-muted text-pretty sm:mb-8 sm:text-lg">
          {application ? messages.application.historyLead(atApplication(application)) : lead}
        </p>
        {isReady && <SignInAlerts />}
        <HistoryFilterBar filter={view.filter} onChange={(filter) => setView({ ...view, filter })} />
        {view.deviceId !== null && (
          <DeviceFilter
            entry={history.data?.find(({ deviceId }) => deviceId === view.deviceId)}
            onClear={() => setView({ ...view, deviceId: null })}
          />
        )}
        {isReady && history.data ? (
          <HistoryList history={history} sessions={list.sessions} />
        ) : history.data || history.isPending ? (
          <HistorySkeleton />
        ) : (
          <LoadingFailed title={failed} error={history.error} pending={history.isFetching} retry={history.refetch} />
        )}
      </div>
    </Screen>
  );
}

interface HistoryFilterBarProps {
  readonly filter: HistoryFilter;
  readonly onChange: (filter: HistoryFilter) => void;
}

/** Chooses which kinds of events are listed. */
function HistoryFilterBar({ filter, onChange }: HistoryFilterBarProps) {
  const { filterBy, filters } = messages.history;
  return (
    <fieldset className="mb-6 flex flex-wrap gap-2">
      <legend className="sr-only">{filterBy}</legend>
      {Object.keys(historyFilters)
        .filter(isHistoryFilter)
        .map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              name="history-filter"
              className="sr-only"
              checked={name === filter}
              onChange={() => onChange(name)}
            />
            <span>{filters[name]}</span>
          </label>
        ))}
    </fieldset>
  );
}

interface DeviceFilterProps {
  /** An event of the device, which names it. */
  readonly entry: HistoryEntry | undefined;
  readonly onClear: () => void;
}

/** Which device's events are shown, and a button that shows those of all devices. */
function DeviceFilter({ entry, onClear }: DeviceFilterProps) {
  const { onlyDevice, ofDevice, allDevices } = messages.history;
  return (
    <p className="-mt-3 mb-6 flex min-h-11 flex-wrap items-center gap-x-4">
      <output className="font-medium wrap-anywhere">{entry ? onlyDevice(nameInSentence(entry)) : ofDevice}</output>
      <button
        type="button"
        className="link min-h-11"
        onClick={() => {
          onClear();
          focusHeading();
        }}
      >
        {allDevices}
      </button>
    </p>
  );
}

const rows = ['a', 'b', 'c', 'd'];

/** The layout of the list without its texts. */
function HistorySkeleton() {
  return (
    <>
      <output className="sr-only">{messages.history.loading}</output>
      <div aria-hidden className="skeleton">
        <span className="bone mb-4 h-6 w-28" />
        <div className="card">
          {rows.map((row) => (
            <div key={row} className="row">
              <div className="history-event">
                <span className="history-tile" />
                <div className="min-w-0">
                  <span className="bone h-4 w-64 max-w-full" />
                  <span className="bone mt-2 h-3.5 w-40 max-w-full" />
                </div>
              </div>
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
