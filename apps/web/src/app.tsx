import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { addresses } from './addresses.ts';
import { api, trpc } from './api/trpc.ts';
import { SignInScreen } from './credentials/sign-in-screen.tsx';
import { SignUpScreen } from './credentials/sign-up-screen.tsx';
import { language, onLanguage } from './language/language.ts';
import { queries } from './queries.ts';
import { SessionsScreen } from './sessions/sessions-screen.tsx';
import { StepUp } from './step-up/step-up.tsx';
import { Toaster } from './toasts/toaster.tsx';

/** Few look at them, and they need not make everybody wait. */
const HistoryScreen = lazy(() => import('./history/history-screen.tsx'));
const NewDeviceScreen = lazy(() => import('./new-device/new-device-screen.tsx'));
const RecoveryScreen = lazy(() => import('./recovery/recovery-screen.tsx'));
const VerificationScreen = lazy(() => import('./verification/verification-screen.tsx'));
const NotMineScreen = lazy(() => import('./verification/not-mine-screen.tsx'));
const NothingHereScreen = lazy(() => import('./screen/nothing-here-screen.tsx'));

export function App() {
  // Everything is drawn anew in another language, and nothing of what was typed is lost.
  useSyncExternalStore(onLanguage, () => language);
  return (
    <trpc.Provider client={api} queryClient={queries}>
      <QueryClientProvider client={queries}>
        <Switch>
          <Route path={addresses.home}>
            <Redirect to={addresses.sessions} replace />
          </Route>
          <Route path={addresses.signIn} component={SignInScreen} />
          <Route path={addresses.signUp} component={SignUpScreen} />
          <Route path={addresses.sessions} component={SessionsScreen} />
          <Route path={addresses.history}>
            <Suspense>
              <HistoryScreen />
            </Suspense>
          </Route>
          <Route path={addresses.newDevice}>
            <Suspense>
              <NewDeviceScreen />
            </Suspense>
          </Route>
          <Route path={addresses.recovery}>
            <Suspense>
              <RecoveryScreen />
            </Suspense>
          </Route>
          <Route path={addresses.verification}>
            <Suspense>
              <VerificationScreen />
            </Suspense>
          </Route>
          <Route path={addresses.notMine}>
            <Suspense>
              <NotMineScreen />
            </Suspense>
          </Route>
          <Route>
            <Suspense>
              <NothingHereScreen />
            </Suspense>
          </Route>
        </Switch>
        <StepUp />
        <Toaster />
      </QueryClientProvider>
    </trpc.Provider>
  );
}
