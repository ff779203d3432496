import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Confirmation } from '../controls/confirmation.tsx';
import { sentences } from '../sentences.ts';
import { DeviceLine } from './device-line.tsx';
import type { ListedSession } from './listed-session.ts';
import { sessionName } from './session-name.ts';

interface RevokeOthersButtonProps {
  readonly sessions: readonly ListedSession[];
  readonly pending: boolean;
  readonly onConfirm: () => void;
}

const named = 5;

export function RevokeOthersButton({ sessions, pending, onConfirm }: RevokeOthersButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const words = sentences.revokeOthers;
  const count = sessions.length;
  return (
    <>
      <Button
        pending={pending}
        onClick={() => setAsking(true)}
        aria-label={pending ? sentences.logout.pending : undefined}
      >
        {words.action}
      </Button>
      {isAsking && (
        <Confirmation
          title={words.question(count)}
          description={words.consequence}
          cancel={words.cancel}
          confirm={words.confirm(count)}
          onConfirm={onConfirm}
          onClose={() => setAsking(false)}
        >
          <ul className="names">
            {sessions.slice(0, named).map((session) => (
              <li key={session.id}>
                <bdi>{sessionName(session)}</bdi>
                <DeviceLine session={session} />
              </li>
            ))}
            {count > named && <li className="text-muted">{words.more(count - named)}</li>}
          </ul>
        </Confirmation>
      )}
    </>
  );
}
