import { QueryClientProvider } from '@tanstack/react-query';
import { queries } from '@latchkey/react/api/queries.ts';
import { Dialogs } from '@latchkey/react/components/dialogs.tsx';
import { EmbeddingContext } from '@latchkey/react/embedding/embedding.ts';
import { useLanguage } from '@latchkey/react/i18n/language.ts';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { SignInScreen, SignUpScreen } from './features/auth/sign-in-screen.tsx';
import { routes } from './layout/routes.ts';
import { useEmbeddingInPage } from './layout/use-embedding-in-page.ts';
import { history, sessions } from './screens.ts';
import { onDemand } from '@latchkey/react/api/on-demand.ts';

/** Loaded on demand, because few users open them. */
const NewDeviceScreen = lazy(onDemand(() => import('./features/sign-in-alerts/new-device-screen.tsx')));
const RecoveryScreen = lazy(onDemand(() => import('./features/recovery/recovery-screen.tsx')));
const VerificationScreen = lazy(onDemand(() => import('./features/verification/verification-screen.tsx')));
const NotMineScreen = lazy(onDemand(() => import('./features/verification/not-mine-screen.tsx')));
const NotFoundScreen = lazy(onDemand(() => import('./layout/not-found-screen.tsx')));

export function App() {
  // Renders everything again in another language, without losing what the user has typed.
  useLanguage();
  const embedding = useEmbeddingInPage();
  return (
    <QueryClientProvider client={queries}>
      <EmbeddingContext value={embedding}>
        <Switch>
          <Route path={routes.home}>
            <Redirect to={routes.sessions} replace />
          </Route>
          <Route path={routes.signIn}>
            <SignInScreen onSend={sessions.preload} />
          </Route>
          <Route path={routes.signUp}>
            <SignUpScreen onSend={sessions.preload} />
          </Route>
          <Route path={routes.sessions}>
            <Suspense>
              <sessions.Screen />
            </Suspense>
          </Route>
          <Route path={routes.history}>
            <Suspense>
              <history.Screen />
            </Suspense>
          </Route>
          <Route path={routes.newDevice}>
            <Suspense>
              <NewDeviceScreen />
            </Suspense>
          </Route>
          <Route path={routes.recovery}>
            <Suspense>
              <RecoveryScreen />
            </Suspense>
          </Route>
          <Route path={routes.verification}>
            <Suspense>
              <VerificationScreen />
            </Suspense>
          </Route>
          <Route path={routes.notMine}>
            <Suspense>
              <NotMineScreen />
            </Suspense>
          </Route>
          <Route>
            <Suspense>
              <NotFoundScreen />
            </Suspense>
          </Route>
        </Switch>
        <Dialogs />
      </EmbeddingContext>
    </QueryClientProvider>
  );
}
