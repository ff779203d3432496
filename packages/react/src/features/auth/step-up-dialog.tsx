import { useMemo, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { prove } from '../../api/proof.ts';
import { queries } from '../../api/queries.ts';
import { answerStepUp } from '../../api/step-up.ts';
import { messages } from '../../i18n/messages.ts';
import { useApplication } from '../application/application.ts';
import { StepUpElsewhereDialog } from '../application/step-up-elsewhere.tsx';
import { FormDialog, useProblemFocus } from '../../ui/form.tsx';
import { AccountName, PasswordField } from './credential-fields.tsx';
import { problemInPassword, problemsOf } from './credentials.ts';

/** The dialog for a request without a form of its own: the password, or the way to the application that has it. */
export default function StepUpDialog() {
  const application = useApplication();
  return application === null ? <PasswordDialog /> : <StepUpElsewhereDialog application={application} />;
}

/**
 * Asks for the password where a request without a form of its own needs a step-up. The request continues afterwards, or fails
 * when the user cancels.
 */
function PasswordDialog() {
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const { mutate, error, isPending } = useMutation({ mutationFn: prove, onSuccess: () => answerStepUp(true) }, queries);
  const problems = useMemo(() => (missing === null ? problemsOf(error) : { password: missing }), [missing, error]);
  const form = useProblemFocus(problems);
  const { question, reason, submit, submitting } = messages.stepUp;
  return (
    <FormDialog
      ref={form}
      title={question}
      description={reason}
      problem={problems.form}
      pending={isPending}
      submit={isPending ? submitting : submit}
      onSubmit={() => {
        const problem = problemInPassword(password);
        setMissing(problem);
        if (problem === null) mutate(password);
      }}
      onClose={() => answerStepUp(false)}
    >
      <AccountName />
      <PasswordField
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
        problem={problems.password}
      />
    </FormDialog>
  );
}
