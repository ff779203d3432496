import type { ReactNode } from 'react';
import { messages } from '../../../i18n/messages.ts';
import { BareRows } from '../row/bare-rows.tsx';

interface SessionsSkeletonProps {
  readonly heading: ReactNode;
  readonly layout: 'columns' | 'stack';
}

/** The layout of the overview without its texts. */
export function SessionsSkeleton({ heading, layout }: SessionsSkeletonProps) {
  return (
    <div className={layout}>
      <div className="column-main">
        {heading}
        <output className="sr-only">{messages.sessions.loading}</output>
        <div aria-hidden className="skeleton">
          <div className="lead">
            <span className="bone my-1 h-4 w-72 max-w-full" />
          </div>
          <div className="list-head">
            <span className="bone h-5 w-36" />
          </div>
          <BareRows />
        </div>
      </div>
    </div>
  );
}
