import { lazy, useEffect, useState } from 'react';
import { useEmbedding } from '../../embedding/embedding.ts';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBoundary } from '../../ui/loading-failed.tsx';
import { newPasswordHash } from './new-password-hash.ts';
import { onDemand, preloadOnApproach } from '../../api/on-demand.ts';

/** Loaded when the user is about to press the button: few users do, and the first click should not wait. */
const dialog = onDemand(() => import('./change-password-dialog.tsx'));
const ChangePasswordDialog = lazy(dialog);
const approach = preloadOnApproach(dialog);

/** The button that opens the dialog. */
export function ChangePassword() {
  const { keepsStateInAddress } = useEmbedding();
  const [isOpen, setOpen] = useState(() => keepsStateInAddress && window.location.hash === newPasswordHash);

  // Removes the hash, so that a reload does not open the dialog again.
  useEffect(() => {
    if (keepsStateInAddress && window.location.hash === newPasswordHash)
      window.history.replaceState(null, '', window.location.pathname);
  }, [keepsStateInAddress]);

  return (
    <>
      <Button {...approach} onClick={() => setOpen(true)}>
        {messages.changePassword.action}
      </Button>
      {isOpen && (
        <DialogBoundary onClose={() => setOpen(false)}>
          <ChangePasswordDialog onClose={() => setOpen(false)} />
        </DialogBoundary>
      )}
    </>
  );
}
