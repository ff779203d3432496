import { lazy, type ReactNode, Suspense } from 'react';
import { Link, Redirect } from 'wouter';
import { useAuth } from '@latchkey/react/api/queries.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Heading, Screen } from '../../layout/screen.tsx';
import { RedirectAfterSignIn } from './after-sign-in.tsx';
import { useSignInOptions } from './sign-in-options.ts';
import { onDemand } from '@latchkey/react/api/on-demand.ts';

// Loaded on demand, because most sign-ins need none of them.
const DeviceNotProvedNotice = lazy(onDemand(() => import('./device-not-proved-notice.tsx')));
const SignedOutNotice = lazy(onDemand(() => import('./signed-out-notice.tsx')));
const loadElsewhere = onDemand(() => import('./sign-in-elsewhere.tsx'));
const SignInElsewhere = lazy(async () => ({ default: (await loadElsewhere()).SignInElsewhere }));
const SignInLink = lazy(async () => ({ default: (await loadElsewhere()).SignInLink }));

interface CredentialsScreenProps {
  readonly purpose: 'signIn' | 'signUp';
  readonly children: ReactNode;
}

/** The screen around a credentials form. Redirects a user who is already signed in. */
export function CredentialsScreen({ purpose, children }: CredentialsScreenProps) {
  const auth = useAuth();
  const { data: options, isPending: isUnknown } = useSignInOptions();
  if (auth.data?.user) return <RedirectAfterSignIn />;
  const isElsewhere = options?.accounts === 'host';
  if (isElsewhere && purpose === 'signUp') return <Redirect to={`${routes.signIn}${window.location.search}`} replace />;

  const hasLeft = auth.data && (auth.data.end !== null || auth.data.wasSignedIn);
  const isDeviceNotProved = purpose === 'signIn' && auth.data?.isDeviceNotProved;
  const isEnded = purpose === 'signIn' && hasLeft && !isDeviceNotProved;
  const { title, lead, otherwise, otherwiseLink } = messages[purpose];
  const elsewhere = purpose === 'signIn' ? routes.signUp : routes.signIn;
  return (
    <Screen title={title}>
      <div className="mx-auto w-full max-w-md px-4 pt-6 pb-16 sm:pt-12">
        {/* One boundary, so that the form does not move when the code of a notice arrives. */}
        <Suspense>
          {isDeviceNotProved && <DeviceNotProvedNotice pending={auth.isFetching} retry={() => void auth.refetch()} />}
          {isEnded && <SignedOutNotice end={auth.data.end} />}
          <div className="card p-6 sm:p-9">
            <Heading>{title}</Heading>
            <div className="mt-3 mb-7">{!isEnded && <p className="text-muted text-pretty">{lead}</p>}</div>
            {!auth.isFetched || isUnknown ? (
              <CredentialsSkeleton />
            ) : isElsewhere ? (
              <SignInElsewhere
                application={options.application}
                leadsOn={!isDeviceNotProved && (!isEnded || auth.data?.end?.reason === 'logout')}
              />
            ) : purpose === 'signUp' && options?.isSignUpOpen === false ? (
              <p className="text-pretty">{messages.errors.sign_up_closed}</p>
            ) : (
              <>
                {children}
                {options?.accounts === 'both' && options.application.signInUrl !== null && (
                  <div className="mt-5">
                    <SignInLink application={options.application} signInUrl={options.application.signInUrl} />
                  </div>
                )}
              </>
            )}
          </div>
        </Suspense>
        {/* Reserves the line, so that nothing moves when the answer arrives. */}
        <p className="mt-6 flex min-h-11 flex-wrap items-center justify-center gap-x-1.5 text-center text-muted">
          {(purpose === 'signUp' || options?.isSignUpOpen) && (
            <>
              <span>{otherwise}</span>
              <Link href={`${elsewhere}${window.location.search}`} className="link inline-flex min-h-11 items-center">
                {otherwiseLink}
              </Link>
            </>
          )}
        </p>
      </div>
    </Screen>
  );
}

/** As high as the form that replaces it. */
function CredentialsSkeleton() {
  return (
    <>
      <output className="sr-only">{messages.credentials.loading}</output>
      <div aria-hidden className="skeleton grid gap-5">
        <span className="bone mt-6.5 h-12" />
        <span className="bone mt-6.5 h-12" />
        <span className="bone h-12 w-48" />
        <span className="bone h-11" />
      </div>
    </>
  );
}
