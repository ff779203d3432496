import { sentences } from '../sentences.ts';

/** The list's own layout without its words, so that nothing jumps when they come. */
export function SessionsSkeleton() {
  return (
    <>
      <output className="sr-only">{sentences.sessions.loading}</output>
      <div aria-hidden className="skeleton grid gap-10">
        <div className="card">
          <BareRow />
        </div>
        <div>
          <div className="mb-4 flex min-h-12 items-center">
            <span className="bone h-6 w-36" />
          </div>
          <div className="card">
            <BareRow />
            <BareRow />
          </div>
        </div>
      </div>
    </>
  );
}

function BareRow() {
  return (
    <div className="row">
      <div className="row-body">
        <span className="tile" />
        <div className="min-w-0">
          <span className="bone my-1 h-4 w-48 max-w-full" />
          <span className="bone mt-2 h-3.5 w-full max-w-88" />
          <span className="bone mt-2 h-3.5 w-40" />
          <span className="bone mt-2 h-3.5 w-48 max-w-full sm:hidden" />
          <span className="bone mt-2 h-3.5 w-36 sm:hidden" />
          <span className="bone mt-2.5 h-3.5 w-52 max-w-full" />
        </div>
        <span className="row-action bone h-11 w-22" />
      </div>
    </div>
  );
}
