import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import type { EndReason, SessionEnd } from '../api/refusal.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { sentences } from '../sentences.ts';
import { nameInSentence } from '../sessions/session-name.ts';
import { whenItWas } from '../time/when-it-was.ts';
import { NewPasswordLink } from './new-password-link.tsx';

interface SignedOutNoticeProps {
  readonly end: SessionEnd | null;
}

/** Whether an intruder who is still signed in may have ended the session. A new reason does not compile without. */
const isDoubtful: Readonly<Record<EndReason, boolean>> = {
  logout: false,
  revoked: true,
  revoked_others: true,
  revoked_all: true,
  reported: true,
  superseded: false,
  limit_reached: true,
  idle: false,
  expired: false,
  password_changed: false,
  account_disabled: false,
  account_deleted: false,
};

/** Says calmly to somebody who finds themselves before the door when, why and by what it closed, and what to do now. */
export function SignedOutNotice({ end }: SignedOutNoticeProps) {
  // What somebody was at is gone, and with it the focus.
  useEffect(focusHeading, []);

  // A page left open may be older than the server, and not know a new reason.
  const happened = end && sentences.ended[end.reason]?.(whenItWas(new Date(end.at)), end.by && nameInSentence(end.by));
  const next = end && sentences.afterEnd[end.reason];
  return (
    <section
      tabIndex={-1}
      data-read-first
      aria-labelledby="ended"
      aria-describedby="ended-how"
      className="card card-current mb-5 flex flex-wrap gap-4 p-5 outline-none sm:p-6"
    >
      <span className="tile">
        <KeyRound aria-hidden size={22} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <p id="ended" className="leading-6 font-semibold">
          {sentences.endedTitle}
        </p>
        <div id="ended-how" className="mt-1 grid gap-2 text-sm text-pretty wrap-anywhere">
          <p>{happened ?? sentences.endedSomehow}</p>
          <p className="text-muted">{next ?? sentences.afterEndSomehow}</p>
        </div>
        {end && isDoubtful[end.reason] && <NewPasswordLink />}
      </div>
    </section>
  );
}
