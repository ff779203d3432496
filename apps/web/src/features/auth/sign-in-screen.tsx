import { trpc } from '../../api/trpc.ts';
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
  return trpc.auth.signIn.useMutation({ onMutate, onSuccess: useAfterSignIn() });
}

function useSignUp(onMutate: () => void) {
  return trpc.auth.signUp.useMutation({ onMutate, onSuccess: useAfterSignIn() });
}
