import { flushSync } from 'react-dom';
import { Redirect } from 'wouter';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { useSignInOptions } from '../auth/sign-in-options.ts';
import { Screen } from '../../layout/screen.tsx';
import { focusHeading } from '@latchkey/react/ui/focus.ts';
import { LinkApiProvider } from '../mail-links/link-api.tsx';
import { useLinkSecret } from '../mail-links/link-secret.ts';
import { NewPassword } from './new-password.tsx';
import { RecoveryRequest } from './recovery-request.tsx';

/** Password recovery: the form that requests a mail, or, with a mail's link, the form for a new password. */
export default function RecoveryScreen() {
  const [link, drop] = useLinkSecret();
  const { data: options } = useSignInOptions();
  const askAgain = () => {
    flushSync(drop);
    focusHeading();
  };
  if (options?.accounts === 'host') return <Redirect to={`${routes.signIn}${window.location.search}`} replace />;
  const { title, choose } = messages.recovery;
  return (
    <LinkApiProvider>
      <Screen title={link === '' ? title : choose.title}>
        <div className="mx-auto w-full max-w-md px-4 pt-6 pb-16 sm:pt-12">
          {link === '' ? <RecoveryRequest /> : <NewPassword key={link} link={link} onAskAgain={askAgain} />}
        </div>
      </Screen>
    </LinkApiProvider>
  );
}
