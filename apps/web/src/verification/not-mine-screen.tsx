import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { LinkCard } from '../mail-links/link-card.tsx';
import { LinkQuestion, useLinkAnswered } from '../mail-links/link-question.tsx';
import { LinkScreen } from '../mail-links/link-screen.tsx';
import { LinkUnusable } from '../mail-links/link-unusable.tsx';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';
import { useLinkedAccount } from './use-linked-account.ts';

/** Where any mail to an unverified address leads, too: is this account not yours? */
export default function NotMineScreen() {
  return <LinkScreen title={sentences.notMine.title}>{(link) => <LinkedAccount link={link} />}</LinkScreen>;
}

interface LinkedAccountProps {
  readonly link: string;
}

function LinkedAccount({ link }: LinkedAccountProps) {
  const linked = useLinkedAccount(link, 'disown');
  const { title, gone } = sentences.notMine;
  const unusable = (
    <LinkUnusable>
      <p className="mt-3 text-pretty">{gone}</p>
    </LinkUnusable>
  );
  return (
    <LinkCard title={title} linked={linked} unusable={unusable}>
      {({ email }) => <NotMineQuestion link={link} email={email} />}
    </LinkCard>
  );
}

interface NotMineQuestionProps {
  readonly link: string;
  readonly email: string;
}

function NotMineQuestion({ link, email }: NotMineQuestionProps) {
  const [isRemoved, noteRemoved] = useLinkAnswered();
  const { mutate, error, isPending } = trpc.verification.disown.useMutation({ onSuccess: noteRemoved });
  const { title, lead, consequence, confirm, keep, done } = sentences.notMine;
  if (isRemoved) {
    return (
      <div className="card p-6 sm:p-9">
        <Heading>{done.title}</Heading>
        <p className="mt-3 text-pretty wrap-anywhere">{done.lead(email)}</p>
      </div>
    );
  }
  return (
    <LinkQuestion title={title} lead={lead(email)} consequence={consequence} error={error}>
      <Button tone="ending" pending={isPending} onClick={() => mutate({ link })}>
        {confirm}
      </Button>
      <Link
        href={addresses.home}
        className="button border border-line-strong bg-surface text-ink hover:border-accent hover:bg-accent-faint"
      >
        {keep}
      </Link>
    </LinkQuestion>
  );
}
