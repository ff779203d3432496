import { useState } from 'react';
import { PasswordDialog } from '../credentials/password-dialog.tsx';
import { sentences } from '../sentences.ts';
import { useProofAsked } from '../step-up/use-proof-asked.ts';
import { useChangePassword } from './use-change-password.ts';

interface ChangePasswordDialogProps {
  readonly onClose: () => void;
}

/** Asks for a new password. It steps aside while a proof of identity is asked for. */
export default function ChangePasswordDialog({ onClose }: ChangePasswordDialogProps) {
  const [newPassword, setNewPassword] = useState('');
  const { mutate, error, isPending } = useChangePassword();
  const words = sentences.changePassword;
  if (useProofAsked()) return null;
  return (
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
      onSubmit={() => mutate({ newPassword }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
