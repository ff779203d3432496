import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Confirmation } from '../controls/confirmation.tsx';
import { sentences } from '../sentences.ts';
import { DeviceLine } from './device-line.tsx';
import type { ListedSession } from './listed-session.ts';
import { SessionFacts } from './session-facts.tsx';
import { nameInSentence } from './session-name.ts';

interface RevokeButtonProps {
  readonly session: ListedSession;
  readonly now: Date;
  readonly label: string;
  readonly pending: boolean;
  readonly onConfirm: () => void;
}

export function RevokeButton({ session, now, label, pending, onConfirm }: RevokeButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const name = nameInSentence(session);
  const { logout, revoke } = sentences;
  return (
    <>
      <Button
        pending={pending}
        onClick={() => setAsking(true)}
        aria-label={pending ? logout.pendingOf(label) : logout.of(label)}
      >
        {logout.action}
      </Button>
      {isAsking && (
        <Confirmation
          title={revoke.question(name)}
          description={session.device.kind === 'program' ? revoke.consequenceForProgram : revoke.consequence}
          cancel={revoke.cancel}
          confirm={logout.action}
          onConfirm={onConfirm}
          onClose={() => setAsking(false)}
        >
          <div className="names">
            <DeviceLine session={session} />
            <SessionFacts session={session} now={now} />
          </div>
        </Confirmation>
      )}
    </>
  );
}
