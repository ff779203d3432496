import { History } from 'lucide-react';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { sentences } from '../sentences.ts';

/** The way to the history. */
export function HistoryCard() {
  const { title, hint, open } = sentences.history;
  return (
    <div className="row">
      <div className="row-body">
        <span className="tile">
          <History aria-hidden size={22} strokeWidth={1.75} />
        </span>
        <div className="min-w-0">
          <h3 className="leading-6 font-semibold">{title}</h3>
          <p className="mt-1 text-sm text-muted text-pretty">{hint}</p>
        </div>
        <div className="row-action">
          <Link
            href={addresses.history}
            className="button border border-edge bg-surface text-ink hover:border-accent hover:bg-accent-faint"
          >
            {open}
          </Link>
        </div>
      </div>
    </div>
  );
}
