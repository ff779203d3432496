import { lazy, Suspense, useEffect, useState } from 'react';
import { addresses } from '../addresses.ts';
import { Button } from '../controls/button.tsx';
import { sentences } from '../sentences.ts';

/** Fetched when the page has nothing else to do: it is wanted when something is wrong. */
const dialog = () => import('./change-password-dialog.tsx');
const ChangePasswordDialog = lazy(dialog);

/** A button, and the dialog that it opens. */
export function ChangePassword() {
  const [isOpen, setOpen] = useState(() => window.location.hash === addresses.newPassword);

  useEffect(() => void dialog(), []);

  // It has been asked for once, and is not asked for again by a reload.
  useEffect(() => {
    if (window.location.hash === addresses.newPassword) window.history.replaceState(null, '', window.location.pathname);
  }, []);

  return (
    <>
      <Button onClick={() => setOpen(true)}>{sentences.changePassword.action}</Button>
      {isOpen && (
        <Suspense>
          <ChangePasswordDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
