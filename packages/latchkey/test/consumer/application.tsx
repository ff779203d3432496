// Compiled by types.test.ts as an application has it. Each @ts-expect-error is a mistake that TypeScript has to find.
import {
  AccountSecurity,
  History,
  LatchkeyProvider,
  LogoutButton,
  ManageSessions,
  type Messages,
  type Navigation,
  SessionList,
  SignInAlerts,
  type SignedOut,
  useHistory,
  useLatchkey,
  useSessions,
  useSignInAlerts,
  useUser,
} from '@latchkey/react';
import '@latchkey/react/styles.css';

const words = (texts: Messages): Messages => ({ ...texts, sessions: { ...texts.sessions, title: 'Devices' } });
// @ts-expect-error -- a text that is a function stays one.
export const noWords = (texts: Messages): Messages => ({ ...texts, today: 'today' });

const navigation: Navigation = {
  hrefOf: (screen, state) => `/${screen}?${state}`,
  open(screen) {
    // @ts-expect-error -- there is no such screen.
    if (screen === 'settings') return;
    window.location.assign(`/${screen}`);
  },
};

const onSignedOut = ({ end, wasSignedIn }: SignedOut) => console.log(end?.reason.length, wasSignedIn);

export const page = (
  <LatchkeyProvider
    url="/account"
    language="de"
    words={words}
    theme="dark"
    navigation={navigation}
    keepsStateInAddress
    onSignedOut={onSignedOut}
    onStepUp={async ({ purpose, application, prove }) => {
      if (application !== null || purpose === 'deny_sign_in') return false;
      await prove('swordfish');
      return true;
    }}
  >
    <ManageSessions heading={<h1>Devices</h1>} isWide />
    <SignInAlerts />
    <SessionList />
    <History heading={null} />
    <AccountSecurity />
    <LogoutButton />
  </LatchkeyProvider>
);

export const mistakes = [
  // @ts-expect-error -- no children.
  <LatchkeyProvider />,
  // @ts-expect-error -- no such language.
  <LatchkeyProvider language="xx">{null}</LatchkeyProvider>,
  // @ts-expect-error -- no such theme.
  <LatchkeyProvider theme="sepia">{null}</LatchkeyProvider>,
  // @ts-expect-error -- `open` is missing.
  <LatchkeyProvider navigation={{ hrefOf: () => null }}>{null}</LatchkeyProvider>,
  // @ts-expect-error -- whether the user has proved who they are is missing.
  <LatchkeyProvider onStepUp={async () => {}}>{null}</LatchkeyProvider>,
  // @ts-expect-error -- no such option.
  <ManageSessions wide />,
  // @ts-expect-error -- no such option.
  <SessionList heading="Devices" />,
];

export function Hooks() {
  const { user, reload } = useUser();
  const { sessions, isLive, error } = useSessions();
  const { entries, hasMore, loadMore } = useHistory({ filter: 'signIns', deviceId: 1 });
  const { alerts } = useSignInAlerts();
  const latchkey = useLatchkey();
  // @ts-expect-error -- no user may be signed in.
  console.log(user.email);
  // @ts-expect-error -- the entries may not have been loaded.
  console.log(entries.length);
  // @ts-expect-error -- no such filter.
  useHistory({ filter: 'all' });
  // @ts-expect-error -- the list is read only.
  sessions.push();
  // @ts-expect-error -- an id is a number.
  void latchkey().sessions.end('1');
  const end = async (id: number): Promise<void> => latchkey().sessions.end(id);
  return (
    <button type="button" onClick={hasMore ? loadMore : reload}>
      {user?.email} {sessions.map(({ id, device, isCurrent }) => (isCurrent ? null : `${id} ${device.kind}`))}
      {String(isLive)} {error?.code} {entries?.[0]?.at} {alerts?.length} {end.name}
    </button>
  );
}
