import { QueryClientProvider } from '@tanstack/react-query';
import { Toaster } from 'sonner';
import { Redirect, Route, Switch } from 'wouter';
import { addresses } from './addresses.ts';
import { api, trpc } from './api/trpc.ts';
import { SignInScreen } from './credentials/sign-in-screen.tsx';
import { SignUpScreen } from './credentials/sign-up-screen.tsx';
import { queries } from './queries.ts';
import { NothingHereScreen } from './screen/nothing-here-screen.tsx';
import { useHeadingFocus } from './screen/use-heading-focus.ts';
import { sentences } from './sentences.ts';
import { SessionsScreen } from './sessions/sessions-screen.tsx';
import { StepUp } from './step-up/step-up.tsx';

export function App() {
  useHeadingFocus();
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
          <Route component={NothingHereScreen} />
        </Switch>
        <StepUp />
        <Toaster theme="system" position="bottom-center" containerAriaLabel={sentences.notifications} />
      </QueryClientProvider>
    </trpc.Provider>
  );
}
