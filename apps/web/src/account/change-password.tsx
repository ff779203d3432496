import { useEffect, useState } from 'react';
import { addresses } from '../addresses.ts';
import { Button } from '../controls/button.tsx';
import { PasswordDialog } from '../credentials/password-dialog.tsx';
import { sentences } from '../sentences.ts';
import { useProofAsked } from '../step-up/use-proof-asked.ts';
import { useChangePassword } from './use-change-password.ts';

/** A button, and the dialog that it opens. The dialog steps aside while a proof of identity is asked for. */
export function ChangePassword() {
  const [isOpen, setOpen] = useState(() => window.location.hash === addresses.newPassword);
  const [newPassword, setNewPassword] = useState('');
  const { mutate, error, isPending, reset } = useChangePassword();
  const isProofAsked = useProofAsked();
  const words = sentences.changePassword;

  // It has been asked for once, and is not asked for again by a reload.
  useEffect(() => {
    if (window.location.hash === addresses.newPassword) window.history.replaceState(null, '', window.location.pathname);
  }, []);

  const open = () => {
    reset();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setNewPassword('');
  };
  return (
    <>
      <Button onClick={open}>{words.action}</Button>
      {isOpen && !isProofAsked && (
        <PasswordDialog
          isNew
          title={words.question}
          description={words.consequence}
          label={words.password}
          hint={sentences.credentials.passwordRule}
          password={newPassword}
          onChange={setNewPassword}
          error={error}
          pending={isPending}
          submit={isPending ? words.submitting : words.submit}
          onSubmit={() => mutate({ newPassword }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}
