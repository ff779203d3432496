import { messages } from '../../../i18n/messages.ts';
import { Heading } from '../../../layout/screen.tsx';

/** The layout of the screen without its texts. */
export function SessionsSkeleton() {
  return (
    <div className="columns">
      <div className="column-main">
        <Heading>{messages.sessions.title}</Heading>
        <output className="sr-only">{messages.sessions.loading}</output>
        <div aria-hidden className="skeleton">
          <div className="lead">
            <span className="bone my-1 h-4 w-72 max-w-full" />
          </div>
          <div className="list-head">
            <span className="bone h-5 w-36" />
          </div>
          <div className="card device-list">
            <BareRow />
            <BareRow />
            <BareRow />
            <BareRow />
          </div>
        </div>
      </div>
    </div>
  );
}

function BareRow() {
  return (
    <div className="row device-row">
      <div className="device-body">
        <span className="tile" />
        <div className="min-w-0">
          <span className="bone my-1 h-4 w-44 max-w-full" />
          <span className="bone mt-2 h-3.5 w-36 max-w-full" />
        </div>
        <span className="row-action bone h-11 w-20" />
        <span className="row-toggle" />
      </div>
    </div>
  );
}
