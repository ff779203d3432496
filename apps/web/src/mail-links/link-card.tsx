import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Failure, failureOf } from '../api/refusal.ts';
import { LoadingFailed } from '../failures/loading-failed.tsx';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';

const unusableLink: ReadonlySet<Failure> = new Set(['account_link_unusable', 'alert_link_unusable']);

interface LinkCardProps<Linked> {
  readonly title: string;
  readonly linked: UseQueryResult<Linked>;
  /** What stands there where the link cannot be used. */
  readonly unusable: ReactNode;
  readonly children: (linked: Linked) => ReactNode;
}

/** What a link leads to: being looked up, not to be had, or there. */
export function LinkCard<Linked>({ title, linked, unusable, children }: LinkCardProps<Linked>) {
  const { loading, failed } = sentences.mailLink;
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
  if (unusableLink.has(failureOf(linked.error))) return unusable;
  return (
    <>
      <div className="mb-6">
        <Heading>{title}</Heading>
      </div>
      <LoadingFailed title={failed} error={linked.error} pending={linked.isFetching} retry={linked.refetch} />
    </>
  );
}
