import { lazy, Suspense, type ReactNode } from 'react';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { trpc } from '../api/trpc.ts';
import { Heading } from '../screen/heading.tsx';
import { Screen } from '../screen/screen.tsx';
import { sentences } from '../sentences.ts';
import { Onward } from '../visitor/onward.tsx';
import { useVisitor } from '../visitor/use-visitor.ts';
import { CredentialsSkeleton } from './credentials-skeleton.tsx';
import { SignedOutNotice } from './signed-out-notice.tsx';

/** Hardly anybody ever sees it. */
const UnprovedNotice = lazy(() => import('./unproved-notice.tsx'));

interface CredentialsScreenProps {
  readonly purpose: 'signIn' | 'signUp';
  readonly children: ReactNode;
}

/** The card around a credentials form, for whoever is not signed in yet. */
export function CredentialsScreen({ purpose, children }: CredentialsScreenProps) {
  const visitor = useVisitor();
  const { data: options } = trpc.auth.options.useQuery(undefined, { staleTime: Infinity });
  if (visitor.data?.user) return <Onward />;

  const hasLeft = visitor.data && (visitor.data.end !== null || visitor.data.wasSignedIn);
  const isUnproved = purpose === 'signIn' && visitor.data?.isUnproved;
  const isEnded = purpose === 'signIn' && hasLeft && !isUnproved;
  const { title, lead, otherwise, otherwiseLink } = sentences[purpose];
  const elsewhere = purpose === 'signIn' ? addresses.signUp : addresses.signIn;
  return (
    <Screen title={title}>
      <div className="mx-auto w-full max-w-md px-4 pt-6 pb-16 sm:pt-12">
        {isUnproved && (
          <Suspense>
            <UnprovedNotice pending={visitor.isFetching} retry={() => void visitor.refetch()} />
          </Suspense>
        )}
        {isEnded && <SignedOutNotice end={visitor.data.end} />}
        <div className="card p-6 sm:p-9">
          <Heading>{title}</Heading>
          <div className="mt-3 mb-7">{!isEnded && <p className="text-muted text-pretty">{lead}</p>}</div>
          {!visitor.isFetched ? (
            <CredentialsSkeleton />
          ) : purpose === 'signUp' && options?.isSignUpOpen === false ? (
            <p className="text-pretty">{sentences.failures.sign_up_closed}</p>
          ) : (
            children
          )}
        </div>
        {/* As tall before it is known. */}
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
