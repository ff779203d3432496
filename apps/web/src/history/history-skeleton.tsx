import { sentences } from '../sentences.ts';

const rows = ['a', 'b', 'c', 'd'];

/** The history's own layout without its words. */
export function HistorySkeleton() {
  return (
    <>
      <output className="sr-only">{sentences.history.loading}</output>
      <div aria-hidden className="skeleton">
        <span className="bone mb-4 h-6 w-28" />
        <div className="card">
          {rows.map((row) => (
            <div key={row} className="row">
              <div className="row-body">
                <span className="tile" />
                <div className="min-w-0">
                  <span className="bone my-1 h-4 w-64 max-w-full" />
                  <span className="bone mt-2 h-3.5 w-40 max-w-full" />
                </div>
              </div>
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
