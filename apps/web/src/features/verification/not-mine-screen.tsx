import { Link } from 'wouter';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Heading } from '../../layout/screen.tsx';
import { Button } from '@latchkey/react/ui/button.tsx';
import { trpc } from '../mail-links/link-api.tsx';
import { LinkQuestion, useLinkAnswered } from '../mail-links/link-question.tsx';
import { LinkCard, LinkScreen, LinkUnusable } from '../mail-links/link-screen.tsx';
import { useLinkedAccount } from './use-linked-account.ts';

/** The screen of the link in mails to unverified addresses: is this account not yours? */
export default function NotMineScreen() {
  return <LinkScreen title={messages.notMine.title}>{(link) => <LinkedAccount link={link} />}</LinkScreen>;
}

interface LinkedAccountProps {
  readonly link: string;
}

function LinkedAccount({ link }: LinkedAccountProps) {
  const linked = useLinkedAccount(link, 'disown');
  const { title, gone } = messages.notMine;
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
  const { mutate, error, isPending } = trpc.verification.disown.useMutation({
    onSuccess: noteRemoved,
  });
  const { title, lead, consequence, confirm, keep, done } = messages.notMine;
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
        href={routes.home}
        className="button border border-line-strong bg-surface text-ink hover:border-accent hover:bg-accent-faint"
      >
        {keep}
      </Link>
    </LinkQuestion>
  );
}
