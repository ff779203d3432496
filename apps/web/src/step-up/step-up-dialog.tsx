import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { PasswordDialog } from '../credentials/password-dialog.tsx';
import { sentences } from '../sentences.ts';
import { answerForProof } from './proof.ts';

/** Asks for the password in place. What needed it goes on, or stays undone. */
export default function StepUpDialog() {
  const [password, setPassword] = useState('');
  const { mutate, error, isPending } = trpc.auth.stepUp.useMutation({ onSuccess: () => answerForProof(true) });
  const { question, reason, submit, submitting } = sentences.stepUp;
  return (
    <PasswordDialog
      title={question}
      description={reason}
      password={password}
      onChange={setPassword}
      error={error}
      pending={isPending}
      submit={isPending ? submitting : submit}
      onSubmit={() => mutate({ password })}
      onClose={() => answerForProof(false)}
    />
  );
}
