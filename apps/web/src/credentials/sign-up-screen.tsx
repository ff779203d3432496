import { useSignUp } from '../visitor/use-sign-up.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { CredentialsScreen } from './credentials-screen.tsx';

export function SignUpScreen() {
  const { mutate, error, isPending } = useSignUp();
  return (
    <CredentialsScreen purpose="signUp">
      <CredentialsForm purpose="signUp" error={error} pending={isPending} onSubmit={mutate} />
    </CredentialsScreen>
  );
}
