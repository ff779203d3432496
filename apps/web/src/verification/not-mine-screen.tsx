import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'wouter';
import { addresses } from '../addresses.ts';
import { trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { Notice } from '../controls/notice.tsx';
import { explain } from '../failures/explanation.ts';
import { LinkCard } from '../mail-links/link-card.tsx';
import { forgetLinkSecret, useLinkSecret } from '../mail-links/link-secret.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { Heading } from '../screen/heading.tsx';
import { Screen } from '../screen/screen.tsx';
import { sentences } from '../sentences.ts';
import { useLinkedAccount } from './use-linked-account.ts';

/** Where a mail to an unverified address leads: is this account not yours? Opening it changes nothing. */
export default function NotMineScreen() {
  const [link] = useLinkSecret();
  return (
    <Screen title={sentences.notMine.title}>
      <div className="mx-auto w-full max-w-xl px-4 pt-6 pb-16 sm:pt-12">
        <LinkedAccount key={link} link={link} />
      </div>
    </Screen>
  );
}

function LinkedAccount({ link }: { readonly link: string }) {
  const linked = useLinkedAccount(link, 'disown');
  const { title, gone } = sentences.notMine;
  return (
    <LinkCard title={title} linked={linked} instead={<p className="mt-3 text-pretty">{gone}</p>}>
      {({ email }) => <NotMineQuestion link={link} email={email} />}
    </LinkCard>
  );
}

interface NotMineQuestionProps {
  readonly link: string;
  readonly email: string;
}

function NotMineQuestion({ link, email }: NotMineQuestionProps) {
  const [isDone, setDone] = useState(false);
  const { mutate, error, isPending } = trpc.verification.disown.useMutation({
    onSuccess() {
      forgetLinkSecret();
      flushSync(() => setDone(true));
      focusHeading();
    },
  });
  const { title, lead, consequence, confirm, keep, done } = sentences.notMine;
  if (isDone) {
    return (
      <div className="card p-6 sm:p-9">
        <Heading>{done.title}</Heading>
        <p className="mt-3 text-pretty wrap-anywhere">{done.lead(email)}</p>
      </div>
    );
  }
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty wrap-anywhere">{lead(email)}</p>
      <p className="mt-3 text-pretty">{consequence}</p>
      {error && (
        <Notice tone="problem" className="mt-6">
          {explain(error)}
        </Notice>
      )}
      <div className="mt-7 grid gap-3">
        <Button tone="primary" pending={isPending} onClick={() => mutate({ link })}>
          {confirm}
        </Button>
        <Link
          href={addresses.home}
          className="button border border-line-strong bg-surface text-ink hover:border-accent hover:bg-accent-faint"
        >
          {keep}
        </Link>
      </div>
    </div>
  );
}
