import { useMutation, useQuery } from '@tanstack/react-query';
import { Mail, MailCheck } from 'lucide-react';
import { latchkey } from '../../api/latchkey.ts';
import { queries, useAuth } from '../../api/queries.ts';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { AccountLink } from '../application/account-link.tsx';
import { atApplication, useApplication } from '../application/application.ts';
import { AccountRow, AccountRowLead } from './account-row.tsx';
import { IdleLimitRow } from './idle-limit.tsx';

/** Idle limit and e-mail address of the account. */
export function AccountSection() {
  const application = useApplication();
  const email = useAuth().data?.user?.email ?? null;
  return (
    <section aria-labelledby="latchkey-account" className="screen-only mt-8">
      <h2 id="latchkey-account" className="mb-4 text-xl font-semibold tracking-tight">
        {messages.account.title}
      </h2>
      <div className="card">
        <IdleLimitRow />
        {application === null ? <EmailRow /> : email !== null && <EmailElsewhereRow email={email} />}
      </div>
    </section>
  );
}

interface EmailElsewhereRowProps {
  readonly email: string;
}

/** The address that the application gave, which can be changed there alone. */
function EmailElsewhereRow({ email }: EmailElsewhereRowProps) {
  const application = useApplication();
  return (
    <AccountRow icon={Mail} title={messages.emailAddress.title} action={<AccountLink />}>
      <p className="mt-1 text-sm wrap-anywhere">{email}</p>
      {application && <AccountRowLead>{messages.application.emailHint(atApplication(application))}</AccountRowLead>}
    </AccountRow>
  );
}

/** The account's e-mail address, whether it is verified, and a button that sends the verification mail again. */
function EmailRow() {
  const email = useAuth().data?.user?.email;
  const { data: isVerified } = useQuery(
    { queryKey: ['email-verified'], queryFn: () => latchkey().settings.isEmailVerified() },
    queries,
  );
  const { title, verified, unverified, again, sent, sentHint, failed } = messages.emailAddress;
  const { mutate, isPending, isSuccess, error } = useMutation(
    { mutationFn: () => latchkey().settings.sendVerification() },
    queries,
  );
  const action = isVerified === false && (
    <Button pending={isPending} onClick={() => mutate()}>
      {again}
    </Button>
  );
  return (
    <AccountRow icon={isVerified ? MailCheck : Mail} title={title} action={action}>
      <p className="mt-1 text-sm wrap-anywhere">{email}</p>
      {/* Reserves the line, so that the row keeps its height when the answer arrives. */}
      <p className="mt-1 min-h-5 text-sm text-muted text-pretty">
        {isVerified !== undefined && (isVerified ? verified : unverified)}
      </p>
      <output className="mt-1 block text-sm font-medium text-pretty empty:mt-0">
        {error ? `${failed}. ${explainError(error)}` : isSuccess && isVerified !== true && `${sent}. ${sentHint}`}
      </output>
    </AccountRow>
  );
}
