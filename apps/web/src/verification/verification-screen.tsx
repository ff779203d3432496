import { useQueryClient } from '@tanstack/react-query';
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

/** Where the link of a verification mail leads: is this your address? Opening it changes nothing. */
export default function VerificationScreen() {
  const [link] = useLinkSecret();
  return (
    <Screen title={sentences.verification.title}>
      <div className="mx-auto w-full max-w-xl px-4 pt-6 pb-16 sm:pt-12">
        <LinkedAddress key={link} link={link} />
      </div>
    </Screen>
  );
}

function LinkedAddress({ link }: { readonly link: string }) {
  const linked = useLinkedAccount(link, 'verification');
  const instead = (
    <>
      <p className="mt-3 text-pretty">{sentences.verification.advice}</p>
      <SessionsLink />
    </>
  );
  return (
    <LinkCard title={sentences.verification.title} linked={linked} instead={instead}>
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
  const [isDone, setDone] = useState(false);
  const { mutate, error, isPending } = trpc.verification.confirm.useMutation({
    onSuccess() {
      forgetLinkSecret();
      flushSync(() => setDone(true));
      focusHeading();
      void queries.invalidateQueries({ queryKey: [['verification']] });
    },
  });
  const { title, lead, yes, notMine, done } = sentences.verification;
  if (isDone) {
    return (
      <div className="card p-6 sm:p-9">
        <Heading>{done.title}</Heading>
        <p className="mt-3 text-pretty">{done.lead}</p>
        <SessionsLink />
      </div>
    );
  }
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-muted text-pretty wrap-anywhere">{lead(email)}</p>
      {error && (
        <Notice tone="problem" className="mt-6">
          {explain(error)}
        </Notice>
      )}
      <div className="mt-7 grid gap-3">
        <Button tone="primary" pending={isPending} onClick={() => mutate({ link })}>
          {yes}
        </Button>
        {/* The secret goes along behind the #, and is taken out of the address bar there. */}
        <a
          href={`${addresses.notMine}#${link}`}
          className="button border border-line-strong bg-surface text-ink hover:border-accent hover:bg-accent-faint"
        >
          {notMine}
        </a>
      </div>
    </div>
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
