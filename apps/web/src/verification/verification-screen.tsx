import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { LinkCard } from '../mail-links/link-card.tsx';
import { LinkQuestion, useLinkAnswered } from '../mail-links/link-question.tsx';
import { LinkScreen } from '../mail-links/link-screen.tsx';
import { LinkUnusable } from '../mail-links/link-unusable.tsx';
import { NotMineLink } from '../mail-links/not-mine-link.tsx';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';
import { useLinkedAccount } from './use-linked-account.ts';

/** Where the link of a verification mail leads: is this your address? */
export default function VerificationScreen() {
  return <LinkScreen title={sentences.verification.title}>{(link) => <LinkedAddress link={link} />}</LinkScreen>;
}

interface LinkedAddressProps {
  readonly link: string;
}

function LinkedAddress({ link }: LinkedAddressProps) {
  const linked = useLinkedAccount(link, 'verification');
  const { title, advice } = sentences.verification;
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
      void queries.invalidateQueries({ queryKey: [['verification']] });
    },
  });
  const { title, lead, yes, done } = sentences.verification;
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

function SessionsLink() {
  return (
    <Link
      href={addresses.sessions}
      className="button mt-7 w-full bg-accent text-on-accent shadow-key hover:bg-accent-strong"
    >
      {sentences.mailLink.sessions}
    </Link>
  );
}
