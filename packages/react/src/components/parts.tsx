import { type ComponentProps, lazy, Suspense } from 'react';
import { AccountSection } from '../features/account/account-section.tsx';
import { DeviceList } from '../features/sessions/list/device-list.tsx';
import { useListedSessions } from '../features/sessions/list/listed-sessions.ts';
import { ConnectionStatus } from '../features/sessions/live/connection-status.tsx';
import { live } from '../features/sessions/live/live-sessions.ts';
import { useLiveList, useLiveSessions, useSettledList } from '../features/sessions/live/use-live-sessions.ts';
import { LogoutButton as Logout } from '../features/sessions/end-session/logout-button.tsx';
import { SomethingWrong } from '../features/sessions/overview/something-wrong.tsx';
import { SignInAlerts as Alerts } from '../features/sign-in-alerts/sign-in-alerts.tsx';
import { useLanguage } from '../i18n/language.ts';
import { messages } from '../i18n/messages.ts';
import { BareRows } from '../features/sessions/row/bare-rows.tsx';
import { LoadingFailed, PartBoundary } from '../ui/loading-failed.tsx';
import { BarePart, Part } from './part.tsx';
import { onDemand } from '../api/on-demand.ts';

const HistoryPart = lazy(onDemand(async () => ({ default: (await import('./history-part.tsx')).HistoryPart })));

/** “Was this you?” about sign-ins from new devices and countries. Nothing where there are none. */
export function SignInAlerts() {
  useLanguage();
  return (
    <Part>
      <Alerts />
    </Part>
  );
}

/** The list of the sessions, current at any time, with the buttons that end them. */
export function SessionList() {
  useLanguage();
  return (
    <Part>
      <ListedSessions />
    </Part>
  );
}

const retry = async () => ({ isSuccess: (await live().refresh()).error === null });

function ListedSessions() {
  const list = useLiveSessions();
  const listing = useSettledList(list);
  if (listing) return <SettledSessions listing={listing} />;
  if (list.error === null) return <BareRows />;
  return <LoadingFailed title={messages.sessions.failed} error={list.error} pending={list.isLoading} retry={retry} />;
}

interface SettledSessionsProps {
  readonly listing: NonNullable<ReturnType<typeof useSettledList>>;
}

function SettledSessions({ listing }: SettledSessionsProps) {
  const { current, others, isComplete, listed, reasons, now, uniqueNameOf } = useListedSessions(listing);
  const list = useLiveList();
  return (
    <>
      <DeviceList
        {...{ current, isComplete, listed, reasons, now, uniqueNameOf }}
        count={others.length}
        isLoading={list.isLoading}
        retry={() => void live().refresh()}
      />
      <ConnectionStatus list={list} />
    </>
  );
}

/** The events of the account, the newest first. */
export function History(props: ComponentProps<typeof HistoryPart>) {
  return (
    <PartBoundary>
      <Suspense fallback={<BarePart />}>
        <HistoryPart {...props} />
      </Suspense>
    </PartBoundary>
  );
}

/** What ends all other sessions, the password, the idle limit and the e-mail address of the account. */
export function AccountSecurity() {
  useLanguage();
  return (
    <Part>
      <Security />
    </Part>
  );
}

function Security() {
  const { sessions } = useLiveSessions();
  return (
    <>
      <SomethingWrong others={sessions.filter(({ isCurrent }) => !isCurrent)} />
      <AccountSection />
    </>
  );
}

/** Ends the session of this browser. */
export function LogoutButton() {
  useLanguage();
  return (
    <Part resumesStepUp={false}>
      <Logout />
    </Part>
  );
}
