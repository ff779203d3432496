import { useState } from 'react';
import type { EndReason, SessionEnd } from '@latchkey/client';
import { timeOfEvent } from '@latchkey/react/i18n/calendar.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { timeLimitText } from '@latchkey/react/i18n/time-limit.ts';
import { newPasswordHash } from '@latchkey/react/features/account/new-password-hash.ts';
import { nameInSentence } from '@latchkey/react/features/devices/session-name.tsx';
import { FirstNotice } from './first-notice.tsx';

interface SignedOutNoticeProps {
  readonly end: SessionEnd | null;
}

/** Whether an intruder who is still signed in may have ended the session. A new reason does not compile without an entry. */
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

/** Explains when, why and from which device the session was ended, and what to do next. */
export default function SignedOutNotice({ end }: SignedOutNoticeProps) {
  // A page that has been open since before an update of the server may not know a new reason.
  const happened =
    end &&
    messages.ended[end.reason]?.(
      timeOfEvent(new Date(end.at)),
      end.by && nameInSentence(end.by),
      timeLimitText(end.sessionCreatedAt, end.at),
    );
  const isSuspect = end !== null && isDoubtful[end.reason];
  const isElsewhere = end?.hasPassword === false;
  const next = isSuspect && isElsewhere ? messages.application.afterEnd : end && messages.afterEnd[end.reason];
  return (
    <FirstNotice title={messages.endedTitle} action={isSuspect && !isElsewhere && <NewPasswordLink />}>
      <p>{happened ?? messages.endedSomehow}</p>
      <p className="text-muted">{next ?? messages.afterEndSomehow}</p>
    </FirstNotice>
  );
}

/** Puts the hash for a new password into the address, where it takes effect after the sign-in, and focuses the form. */
function NewPasswordLink() {
  const [isFollowed, setFollowed] = useState(() => window.location.hash === newPasswordHash);
  const follow = () => {
    setFollowed(true);
    document.querySelector<HTMLInputElement>('input[name=email]')?.focus();
  };
  return (
    <p className="mt-1 -mb-2 text-sm">
      {isFollowed ? (
        <output className="mt-1 block font-medium text-accent-text">{messages.newPasswordNext}</output>
      ) : (
        <a href={newPasswordHash} className="link inline-flex min-h-11 items-center" onClick={follow}>
          {messages.chooseNewPassword}
        </a>
      )}
    </p>
  );
}
