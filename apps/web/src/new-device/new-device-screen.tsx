import { LinkCard } from '../mail-links/link-card.tsx';
import { LinkScreen } from '../mail-links/link-screen.tsx';
import { sentences } from '../sentences.ts';
import { LinkedQuestions } from './linked-questions.tsx';
import { LinkUnusable } from './link-unusable.tsx';
import { useLinkedAlert } from './use-linked-alert.ts';

/** Where the link in a mail leads: what signed in, and the question whether it was you. */
export default function NewDeviceScreen() {
  return <LinkScreen title={sentences.newDevice.title}>{(link) => <LinkedAlert link={link} />}</LinkScreen>;
}

interface LinkedAlertProps {
  readonly link: string;
}

function LinkedAlert({ link }: LinkedAlertProps) {
  const linked = useLinkedAlert(link);
  return (
    <LinkCard title={sentences.newDevice.title} linked={linked} unusable={<LinkUnusable />}>
      {(about) => <LinkedQuestions link={link} {...about} />}
    </LinkCard>
  );
}
