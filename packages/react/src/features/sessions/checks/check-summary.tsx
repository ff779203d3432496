import { Eye } from 'lucide-react';
import { messages } from '../../../i18n/messages.ts';

interface CheckSummaryProps {
  /** How many sessions should be looked at. */
  readonly count: number;
  /** The e-mail address of the account, or null while it is unknown. */
  readonly email: string | null;
}

/** The lead of the screen in one line: how many devices should be looked at, and whose devices these are. */
export function CheckSummary({ count, email }: CheckSummaryProps) {
  const { toCheck, signedInTo } = messages.deviceList;
  return (
    <div className="lead">
      <output className="to-check">
        {count > 0 && (
          <>
            <Eye aria-hidden size={16} strokeWidth={2} className="shrink-0" />
            <span>{toCheck(count)}</span>
          </>
        )}
      </output>
      {email !== null && <p className="min-w-0 text-muted wrap-anywhere">{signedInTo(email)}</p>}
    </div>
  );
}
