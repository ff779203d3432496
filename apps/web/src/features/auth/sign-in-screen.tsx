import { latchkey } from '@latchkey/react/api/latchkey.ts';
import type { Credentials } from '@latchkey/react/features/auth/credentials.ts';
import { useMutation } from '@tanstack/react-query';
import { useAfterSignIn } from './after-sign-in.tsx';
import { CredentialsForm } from './credentials-form.tsx';
import { CredentialsScreen } from './credentials-screen.tsx';

interface SignInProps {
  /** Called when a form is sent, so that the next screen can load while the server checks the password. */
  readonly onSend: () => void;
}

export function SignInScreen({ onSend }: SignInProps) {
  const { mutate, error, isPending } = useSignIn(onSend);
  return (
    <CredentialsScreen purpose="signIn">
      <CredentialsForm purpose="signIn" error={error} pending={isPending} onSubmit={mutate} />
    </CredentialsScreen>
  );
}

export function SignUpScreen({ onSend }: SignInProps) {
  const { mutate, error, isPending } = useSignUp(onSend);
  return (
    <CredentialsScreen purpose="signUp">
      <CredentialsForm purpose="signUp" error={error} pending={isPending} onSubmit={mutate} />
    </CredentialsScreen>
  );
}

function useSignIn(onMutate: () => void) {
  return useMutation({
    mutationFn: (credentials: Credentials) => latchkey().signIn(credentials),
    onMutate,
    onSuccess: useAfterSignIn(),
  });
}

function useSignUp(onMutate: () => void) {
  return useMutation({
    mutationFn: (credentials: Credentials) => latchkey().signUp(credentials),
    onMutate,
    onSuccess: useAfterSignIn(),
  });
}
