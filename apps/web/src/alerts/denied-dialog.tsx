import { useState } from 'react';
import ChangePasswordDialog from '../account/change-password-dialog.tsx';
import { Button } from '../controls/button.tsx';
import { Modal } from '../controls/modal.tsx';
import { sentences } from '../sentences.ts';
import { useRevokeOthers } from '../sessions/use-revoke-others.ts';
import { useProofAsked } from '../step-up/use-proof-asked.ts';
import { clockTime } from '../time/calendar.ts';

/** What a no has done. */
export interface Denied {
  readonly device: string;
  readonly at: Date;
  /** How many sessions of the device it ended: none, where it had signed out by itself. */
  readonly ended: number;
}

interface DeniedDialogProps {
  readonly denied: Denied;
  readonly onClose: () => void;
}

/** Says what a no has done, and offers what else is wise. It steps aside while a proof of identity is asked for. */
export function DeniedDialog({ denied: { device, at, ended }, onClose }: DeniedDialogProps) {
  const [isChanging, setChanging] = useState(false);
  const others = useRevokeOthers();
  const isProofAsked = useProofAsked();
  const { title, titleGone, done, doneGone, advice, later } = sentences.alerts.denied;

  if (isChanging) return <ChangePasswordDialog onClose={onClose} />;
  if (isProofAsked) return null;
  return (
    <Modal
      title={ended > 0 ? title(device) : titleGone(device)}
      description={ended > 0 ? done(clockTime(at)) : doneGone}
      onClose={onClose}
    >
      <p className="mt-4 text-pretty">{advice}</p>
      <div className="grid gap-3 pt-6">
        <Button tone="primary" onClick={() => setChanging(true)}>
          {sentences.changePassword.action}
        </Button>
        <Button pending={others.isPending} onClick={() => others.mutate(undefined, { onSuccess: onClose })}>
          {sentences.revokeOthers.action}
        </Button>
        <Button onClick={onClose}>{later}</Button>
      </div>
    </Modal>
  );
}
