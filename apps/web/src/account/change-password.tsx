import { useEffect, useState } from 'react';
import { addresses } from '../addresses.ts';
import { Button } from '../controls/button.tsx';
import { sentences } from '../sentences.ts';
import { ChangePasswordDialog } from './change-password-dialog.tsx';

/** A button, and the dialog that it opens. */
export function ChangePassword() {
  const [isOpen, setOpen] = useState(() => window.location.hash === addresses.newPassword);

  // It has been asked for once, and is not asked for again by a reload.
  useEffect(() => {
    if (window.location.hash === addresses.newPassword) window.history.replaceState(null, '', window.location.pathname);
  }, []);

  return (
    <>
      <Button onClick={() => setOpen(true)}>{sentences.changePassword.action}</Button>
      {isOpen && <ChangePasswordDialog onClose={() => setOpen(false)} />}
    </>
  );
}
