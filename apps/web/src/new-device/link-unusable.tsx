import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';

/** One calm answer to a link that is wrong, used, replaced or too old: which of them it is, is nobody's business. */
export function LinkUnusable() {
  const { title, reasons, advice, action } = sentences.newDevice.unusable;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty">{reasons}</p>
      <p className="mt-3 text-pretty">{advice}</p>
      <Link
        href={addresses.sessions}
        className="button mt-7 w-full bg-accent text-on-accent shadow-key hover:bg-accent-strong"
      >
        {action}
      </Link>
    </div>
  );
}
