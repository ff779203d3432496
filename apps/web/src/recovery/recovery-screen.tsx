import { flushSync } from 'react-dom';
import { useLinkSecret } from '../mail-links/link-secret.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { Screen } from '../screen/screen.tsx';
import { sentences } from '../sentences.ts';
import { NewPassword } from './new-password.tsx';
import { RecoveryRequest } from './recovery-request.tsx';

/** The way back in: the form that asks for a mail, and, through the link of that mail, the form for a new password. */
export default function RecoveryScreen() {
  const [link, drop] = useLinkSecret();
  const askAgain = () => {
    flushSync(drop);
    focusHeading();
  };
  const { title, choose } = sentences.recovery;
  return (
    <Screen title={link === '' ? title : choose.title}>
      <div className="mx-auto w-full max-w-md px-4 pt-6 pb-16 sm:pt-12">
        {link === '' ? <RecoveryRequest /> : <NewPassword key={link} link={link} onAskAgain={askAgain} />}
      </div>
    </Screen>
  );
}
