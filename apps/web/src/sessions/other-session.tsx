import { useLayoutEffect, useRef } from 'react';
import { handOnFocus } from './hand-on-focus.ts';
import type { ListedSession } from './listed-session.ts';
import { RevokeButton } from './revoke-button.tsx';
import { SessionRow } from './session-row.tsx';
import { useRevoke } from './use-revoke.ts';

interface OtherSessionProps {
  readonly session: ListedSession;
  readonly now: Date;
  /** Whether it is being ended together with all others. */
  readonly pending: boolean;
  readonly leaving: boolean;
}

/** A session on another device, which this one can end. */
export function OtherSession({ session, now, pending, leaving }: OtherSessionProps) {
  const row = useRef<HTMLLIElement>(null);
  const { mutate, isPending } = useRevoke(session);
  const isEnding = pending || isPending || leaving;

  useLayoutEffect(() => {
    if (leaving && row.current) handOnFocus(row.current);
  }, [leaving]);

  return (
    <SessionRow
      ref={row}
      session={session}
      now={now}
      pending={isEnding}
      leaving={leaving}
      action={
        <RevokeButton session={session} now={now} pending={isEnding} onConfirm={() => mutate({ id: session.id })} />
      }
    />
  );
}
