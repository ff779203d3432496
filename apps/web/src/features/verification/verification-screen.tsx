import { useQueryClient } from '@tanstack/react-query';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { Heading } from '../../layout/screen.tsx';
import { Button } from '@latchkey/react/ui/button.tsx';
import { trpc } from '../mail-links/link-api.tsx';
import { LinkQuestion, NotMineLink, useLinkAnswered } from '../mail-links/link-question.tsx';
import { LinkCard, LinkScreen, LinkUnusable, SessionsLink } from '../mail-links/link-screen.tsx';
import { useLinkedAccount } from './use-linked-account.ts';

/** The screen of a verification mail's link: is this your address? */
export default function VerificationScreen() {
  return <LinkScreen title={messages.verification.title}>{(link) => <LinkedAddress link={link} />}</LinkScreen>;
}

interface LinkedAddressProps {
  readonly link: string;
}

function LinkedAddress({ link }: LinkedAddressProps) {
  const linked = useLinkedAccount(link, 'verification');
  const { title, advice } = messages.verification;
  const unusable = (
    <LinkUnusable>
      <p className="mt-3 text-pretty">{advice}</p>
      <SessionsLink />
    </LinkUnusable>
  );
  return (
    <LinkCard title={title} linked={linked} unusable={unusable}>
      {({ email }) => <VerificationQuestion link={link} email={email} />}
    </LinkCard>
  );
}

interface VerificationQuestionProps {
  readonly link: string;
  readonly email: string;
}

function VerificationQuestion({ link, email }: VerificationQuestionProps) {
  const queries = useQueryClient();
  const [isConfirmed, noteConfirmed] = useLinkAnswered();
  const { mutate, error, isPending } = trpc.verification.confirm.useMutation({
    onSuccess() {
      noteConfirmed();
      void queries.invalidateQueries({ queryKey: ['email-verified'] });
    },
  });
  const { title, lead, yes, done } = messages.verification;
  if (isConfirmed) {
    return (
      <div className="card p-6 sm:p-9">
        <Heading>{done.title}</Heading>
        <p className="mt-3 text-pretty">{done.lead}</p>
        <SessionsLink />
      </div>
    );
  }
  return (
    <LinkQuestion title={title} lead={lead(email)} error={error}>
      <Button tone="primary" pending={isPending} onClick={() => mutate({ link })}>
        {yes}
      </Button>
      <NotMineLink link={link} />
    </LinkQuestion>
  );
}
