import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { type ErrorReason, errorReasonOf } from '@latchkey/react/api/api-error.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Heading, Screen } from '../../layout/screen.tsx';
import { LoadingFailed } from '@latchkey/react/ui/loading-failed.tsx';
import { LinkApiProvider } from './link-api.tsx';
import { forgetLinkSecret, useLinkSecret } from './link-secret.ts';

interface LinkScreenProps {
  readonly title: string;
  readonly children: (link: string) => ReactNode;
}

/** A screen for a mail's link. Another link in the same tab mounts its content again. */
export function LinkScreen({ title, children }: LinkScreenProps) {
  const [link] = useLinkSecret();
  return (
    <LinkApiProvider>
      <Screen title={title}>
        <div key={link} className="mx-auto w-full max-w-xl px-4 pt-6 pb-16 sm:pt-12">
          {children(link)}
        </div>
      </Screen>
    </LinkApiProvider>
  );
}

const unusableLink: ReadonlySet<ErrorReason> = new Set(['account_link_unusable', 'alert_link_unusable']);

interface LinkCardProps<Linked> {
  readonly title: string;
  readonly linked: UseQueryResult<Linked>;
  /** Shown where the link is no longer valid. */
  readonly unusable: ReactNode;
  readonly children: (linked: Linked) => ReactNode;
}

/** Loads what a link is about: shows a skeleton, the content, an invalid link, or a failed request. */
export function LinkCard<Linked>({ title, linked, unusable, children }: LinkCardProps<Linked>) {
  const { loading, failed } = messages.mailLink;
  if (linked.data !== undefined) return children(linked.data);
  if (linked.isPending) {
    return (
      <>
        <output className="sr-only">{loading}</output>
        <div aria-hidden className="card skeleton p-6 sm:p-9">
          <span className="bone h-8 w-56 max-w-full" />
          <span className="bone mt-4 h-4 w-full" />
          <span className="bone mt-7 h-12 w-full" />
          <span className="bone mt-7 h-11 w-full" />
        </div>
      </>
    );
  }
  if (unusableLink.has(errorReasonOf(linked.error))) return unusable;
  return (
    <>
      <div className="mb-6">
        <Heading>{title}</Heading>
      </div>
      <LoadingFailed title={failed} error={linked.error} pending={linked.isFetching} retry={linked.refetch} />
    </>
  );
}

interface LinkUnusableProps {
  /** Why a link may have become invalid. */
  readonly reasons?: string;
  /** What the user can do instead. */
  readonly children: ReactNode;
}

/** One answer for wrong, used, replaced and expired links, because the difference would reveal whether an account exists. */
export function LinkUnusable({ reasons = messages.mailLink.unusable.reasons, children }: LinkUnusableProps) {
  // Otherwise a reload would use the invalid link again.
  useEffect(forgetLinkSecret, []);
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{messages.mailLink.unusable.title}</Heading>
      <p className="mt-3 text-muted text-pretty">{reasons}</p>
      {children}
    </div>
  );
}

/** The way on for a user who may be signed in. */
export function SessionsLink() {
  return (
    <Link
      href={routes.sessions}
      className="button mt-7 w-full bg-accent text-on-accent shadow-key hover:bg-accent-strong"
    >
      {messages.mailLink.sessions}
    </Link>
  );
}
