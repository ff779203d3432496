import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { failureOf } from '../api/refusal.ts';
import { LoadingFailed } from '../failures/loading-failed.tsx';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';
import { LinkUnusable } from './link-unusable.tsx';

interface LinkCardProps<Linked> {
  readonly title: string;
  readonly linked: UseQueryResult<Linked>;
  /** What to do where the link cannot be used. */
  readonly instead: ReactNode;
  readonly children: (linked: Linked) => ReactNode;
}

/** What a link leads to: being looked up, not to be had, or there. */
export function LinkCard<Linked>({ title, linked, instead, children }: LinkCardProps<Linked>) {
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
  if (failureOf(linked.error) === 'account_link_unusable') return <LinkUnusable>{instead}</LinkUnusable>;
  return (
    <>
      <div className="mb-6">
        <Heading>{title}</Heading>
      </div>
      <LoadingFailed title={failed} error={linked.error} pending={linked.isFetching} retry={linked.refetch} />
    </>
  );
}
