import { useSignIn } from '../visitor/use-sign-in.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { CredentialsScreen } from './credentials-screen.tsx';

export function SignInScreen() {
  const { mutate, error, isPending } = useSignIn();
  return (
    <CredentialsScreen purpose="signIn">
      <CredentialsForm purpose="signIn" error={error} pending={isPending} onSubmit={mutate} />
    </CredentialsScreen>
  );
}
