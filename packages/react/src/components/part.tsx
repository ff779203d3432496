import { Fragment, type ReactNode, useEffect } from 'react';
import { useAuth, userSwitches } from '../api/queries.ts';
import { useEmbedding } from '../embedding/embedding.ts';
import { Root } from '../embedding/root.tsx';
import { useHasMessages } from '../i18n/language.ts';
import { messages } from '../i18n/messages.ts';
import { pendingKey } from '../features/application/application.ts';
import { PartBoundary } from '../ui/loading-failed.tsx';
import { useReportedSignOut } from './use-reported-sign-out.ts';
import { BareRows } from '../features/sessions/row/bare-rows.tsx';

interface PartProps {
  readonly children: ReactNode;
  /** Whether a step-up at the application goes on here. Not in a part that pages beside the sessions have too. */
  readonly resumesStepUp?: boolean;
}

/**
 * The frame of a part. A server renders its skeleton, and so does a browser until it has the texts: only the browser sends
 * requests, because only its cookie says whose sessions to show.
 */
export function Part(props: PartProps) {
  const hasMessages = useHasMessages();
  return (
    <PartBoundary>
      <Root>{hasMessages ? <SignedInPart {...props} /> : <PartSkeleton />}</Root>
    </PartBoundary>
  );
}

/** Few pages are loaded after a step-up. Where a request fails, the choice stays for the next part. */
const resume = () =>
  void import('../features/application/resume-step-up.ts').then(({ resumeStepUp }) => resumeStepUp()).catch(() => {});

function SignedInPart({ children, resumesStepUp = true }: PartProps) {
  const { data: auth } = useAuth();
  const { onSignedOut } = useEmbedding();
  const out = auth?.user === null ? auth : null;
  useReportedSignOut(out);
  const userId = auth?.user?.id;
  useEffect(() => {
    if (resumesStepUp && userId !== undefined && window.sessionStorage.getItem(pendingKey) !== null) resume();
  }, [resumesStepUp, userId]);
  if (out === null) return <Fragment key={userSwitches()}>{children}</Fragment>;
  return onSignedOut ? <PartSkeleton /> : <SignedOutCard />;
}

/** In place of a part where no user is signed in, and the application has no answer to that. */
function SignedOutCard() {
  return (
    <div className="card p-6">
      <p className="leading-6 font-semibold">{messages.endedTitle}</p>
      <p className="mt-1 text-sm text-muted text-pretty">{messages.errors.token_not_provided}</p>
    </div>
  );
}

/** The skeleton of a part whose code is not there. */
export const BarePart = () => (
  <Root>
    <PartSkeleton />
  </Root>
);

function PartSkeleton() {
  return (
    <div aria-busy className="skeleton">
      <BareRows />
    </div>
  );
}
