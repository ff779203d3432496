import { endOthers } from '@latchkey/client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { apiErrorOf, errorReasonOf, isStepUpDeclined } from '../../api/api-error.ts';
import { asksElsewhere, latchkey, stepUpOfForm } from '../../api/latchkey.ts';
import { hasProof } from '../../api/proof.ts';
import { isSameUser, queries } from '../../api/queries.ts';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { Form, useProblemFocus } from '../../ui/form.tsx';
import { showToast } from '../../ui/toasts.tsx';
import { AccountName, PasswordField } from '../auth/credential-fields.tsx';
import { problemInNewPassword, problemInPassword } from '../auth/credentials.ts';
import { listedSessions, reloadList, updateList } from '../sessions/live/live-sessions.ts';

interface NewPasswordFormProps {
  /** The label of the button that changes nothing. */
  readonly cancel: string;
  /** Called after the change, and by the button that changes nothing. */
  readonly onClose: () => void;
}

/** Asks for the current and the new password, or for the new one alone right after a step-up. */
export function NewPasswordForm({ cancel, onClose }: NewPasswordFormProps) {
  const [asksCurrent, setAsksCurrent] = useState(() => !asksElsewhere() && !hasProof('changesPasswordUntil'));
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [checked, setChecked] = useState<Problems | null>(null);
  const { mutate, error, isPending } = useChangePassword(onClose, () => setAsksCurrent(true));
  const problems = useMemo(() => checked ?? problemsOfChange(error), [checked, error]);
  const form = useProblemFocus(problems);
  const first = useRef<HTMLDivElement>(null);
  // After the dialog has opened or has replaced the question.
  useEffect(() => {
    const name = asksCurrent ? 'current' : 'password';
    first.current?.querySelector<HTMLElement>(`input[name=${name}]`)?.focus();
  }, [asksCurrent]);
  const words = messages.changePassword;

  const submit = () => {
    const problemsFound = {
      ...(asksCurrent && named('current', problemInPassword(current))),
      ...named('next', problemInNewPassword(next)),
    };
    const isFine = Object.keys(problemsFound).length === 0;
    setChecked(isFine ? null : problemsFound);
    if (isFine) mutate({ currentPassword: asksCurrent ? current : null, newPassword: next });
  };

  return (
    <Form ref={form} problem={problems.form} pending={isPending} onSubmit={submit} className="mt-6">
      <div ref={first} className="grid gap-5">
        <AccountName />
        {asksCurrent && (
          <PasswordField
            name="current"
            label={words.current}
            autoComplete="current-password"
            required
            value={current}
            onChange={({ target }) => setCurrent(target.value)}
            problem={problems.current}
          />
        )}
        <PasswordField
          name="password"
          label={words.password}
          hint={messages.credentials.passwordRule}
          autoComplete="new-password"
          required
          value={next}
          onChange={({ target }) => setNext(target.value)}
          problem={problems.next}
        />
      </div>
      <div className="dialog-actions">
        <Button onClick={onClose}>{cancel}</Button>
        <Button type="submit" tone="primary" pending={isPending}>
          {isPending ? words.submitting : words.submit}
        </Button>
      </div>
    </Form>
  );
}

/** Problems of the two fields. `form` belongs to neither. */
interface Problems {
  readonly current?: string;
  readonly next?: string;
  readonly form?: string;
}

const named = (name: keyof Problems, problem: string | null): Problems => (problem === null ? {} : { [name]: problem });

function problemsOfChange(error: unknown): Problems {
  const apiError = apiErrorOf(error);
  if (!error || isStepUpDeclined(apiError)) return {};
  const { currentPassword, newPassword } = apiError?.fields ?? {};
  if (currentPassword || newPassword)
    return { ...named('current', currentPassword ?? null), ...named('next', newPassword ?? null) };
  return { [errorReasonOf(error) === 'password_incorrect' ? 'current' : 'form']: explainError(error) };
}

/** Changes the password. The server ends all other sessions with it. `onAsked`: the server wants the current password. */
function useChangePassword(onDone: () => void, onAsked: () => void) {
  const { done, doneHint } = messages.changePassword;
  return useMutation(
    {
      async mutationFn(change: { readonly currentPassword: string | null; readonly newPassword: string }) {
        // The page shows another user by now, whose password this would become.
        if (!(await isSameUser())) throw new Error('Another user is signed in');
        return latchkey().changePassword(change, stepUpOfForm());
      },
      // Sessions that appear before the answer may have begun after the end.
      onMutate: () => endOthers(listedSessions()),
      onSuccess(_done, _change, others) {
        onDone();
        updateList(() => others);
        showToast({ tone: 'done', text: done, detail: doneHint });
      },
      onError(error) {
        if (isStepUpDeclined(apiErrorOf(error))) onAsked();
      },
      onSettled: reloadList,
    },
    queries,
  );
}
