import type { HistoryEntry } from '@latchkey/client';
import { type ReactNode, useDeferredValue } from 'react';
import { useHashState } from '../../embedding/use-hash-state.ts';
import { messages } from '../../i18n/messages.ts';
import { focusHeading } from '../../ui/focus.ts';
import { LoadingFailed } from '../../ui/loading-failed.tsx';
import { atApplication, useApplication } from '../application/application.ts';
import { nameInSentence } from '../devices/session-name.tsx';
import { useLiveSessions } from '../sessions/live/use-live-sessions.ts';
import { useAlerts } from '../sign-in-alerts/alerts-query.ts';
import { SignInAlerts } from '../sign-in-alerts/sign-in-alerts.tsx';
import { HistoryList } from './history-list.tsx';
import { reloadHistory, useHistory } from './history-query.ts';
import { type HistoryFilter, historyFilters, isHistoryFilter, readView, writeView } from './history-view.ts';

interface HistoryOverviewProps {
  readonly heading: ReactNode;
}

/** The events of the account, with the filters and the alerts. */
export function HistoryOverview({ heading }: HistoryOverviewProps) {
  const application = useApplication();
  const [view, setView] = useHashState(readView, writeView);
  const history = useHistory(view);
  const alerts = useAlerts();
  const list = useLiveSessions(() => void reloadHistory());
  // Waits for the alerts, because an alert that comes after the list would move the list down, and for the sessions, because
  // their buttons would render every row again.
  const isReady = useDeferredValue(!alerts.isPending && (list.isLoaded || list.error !== null), false);
  const { lead, failed } = messages.history;
  return (
    <>
      {heading}
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
        <HistoryList key={String(writeView(view))} history={history} sessions={list.sessions} />
      ) : history.data || history.isPending ? (
        <HistorySkeleton />
      ) : (
        <LoadingFailed title={failed} error={history.error} pending={history.isFetching} retry={history.refetch} />
      )}
    </>
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
