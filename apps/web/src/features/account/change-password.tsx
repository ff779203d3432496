import { lazy, Suspense, useEffect, useState } from 'react';
import { messages } from '../../i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Button } from '../../ui/button.tsx';

/** Loaded after the screen is rendered: few users open it, and the first click should not wait. */
const dialog = () => import('./change-password-dialog.tsx');
const ChangePasswordDialog = lazy(dialog);

/** The button that opens the dialog. A hash in the address opens it too. */
export function ChangePassword() {
  const [isOpen, setOpen] = useState(() => window.location.hash === routes.newPassword);

  useEffect(() => void dialog(), []);

  // Removes the hash, so that a reload does not open the dialog again.
  useEffect(() => {
    if (window.location.hash === routes.newPassword) window.history.replaceState(null, '', window.location.pathname);
  }, []);

  return (
    <>
      <Button onClick={() => setOpen(true)}>{messages.changePassword.action}</Button>
      {isOpen && (
        <Suspense>
          <ChangePasswordDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
