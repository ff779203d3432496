import { useLayoutEffect, useRef } from 'react';
import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { NoOtherSessions } from './no-other-sessions.tsx';
import { OtherSession } from './other-session.tsx';
import { RevokeOthersButton } from './revoke-others-button.tsx';
import { useLingering } from './use-lingering.ts';
import { useRevokeOthers } from './use-revoke-others.ts';

interface OtherSessionsProps {
  readonly sessions: readonly ListedSession[];
  readonly now: Date;
}

/** Every other device that holds a key. */
export function OtherSessions({ sessions, now }: OtherSessionsProps) {
  const rows = useLingering(sessions);
  const { mutate, isPending } = useRevokeOthers();
  const header = useRef<HTMLDivElement>(null);
  const isEmpty = sessions.length === 0;

  // The button for all others goes with the last of them, and must not take the focus with it.
  useLayoutEffect(() => {
    const held = document.activeElement;
    if (isEmpty && held?.matches('button') && header.current?.contains(held)) {
      header.current.querySelector('h2')?.focus();
    }
  }, [isEmpty]);

  const { others, othersCount } = sentences.sessions;
  return (
    <section aria-labelledby="others">
      <div ref={header} className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div>
          <h2 id="others" tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
            {others}
          </h2>
          {!isEmpty && <p className="text-sm text-muted">{othersCount(sessions.length)}</p>}
        </div>
        {rows.length > 0 && (
          <RevokeOthersButton sessions={sessions} pending={isPending || isEmpty} onConfirm={() => mutate()} />
        )}
      </div>
      {rows.length > 0 ? (
        <ul aria-labelledby="others" className="card">
          {rows.map(({ session, leaving }) => (
            <OtherSession key={session.id} session={session} now={now} pending={isPending} leaving={leaving} />
          ))}
        </ul>
      ) : (
        <NoOtherSessions />
      )}
    </section>
  );
}
