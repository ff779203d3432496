import { addresses } from '../addresses.ts';
import { sentences } from '../sentences.ts';

interface NotMineLinkProps {
  readonly link: string;
}

/**
 * For whoever gets the mails of an account that is not theirs. The secret goes along behind the #, and is taken out of the address bar
 * there.
 */
export function NotMineLink({ link }: NotMineLinkProps) {
  return (
    <a
      href={`${addresses.notMine}#${link}`}
      className="button border border-line-strong bg-surface text-ink hover:border-accent hover:bg-accent-faint"
    >
      {sentences.verification.notMine}
    </a>
  );
}
