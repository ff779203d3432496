import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAuth } from '@latchkey/react/api/queries.ts';
import { newPasswordHash } from '@latchkey/react/features/account/new-password-hash.ts';
import { clockTime } from '@latchkey/react/i18n/calendar.ts';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
import { Heading } from '../../layout/screen.tsx';
import { Button } from '@latchkey/react/ui/button.tsx';
import { focusHeading } from '@latchkey/react/ui/focus.ts';
import { AccountLink } from '@latchkey/react/features/application/account-link.tsx';
import { atApplication, useApplication } from '@latchkey/react/features/application/application.ts';
import { ChangePassword } from '@latchkey/react/features/account/change-password.tsx';
import { NotMineLink } from '../mail-links/link-question.tsx';
import { useRevokeOthers } from '@latchkey/react/features/sessions/end-session/revoke-others-button.tsx';

interface LinkConfirmedProps {
  readonly pending: boolean;
  readonly problem: ReactNode;
  readonly onUndo: () => void;
}

/** Says what a yes has done, with a button that takes it back. */
export function LinkConfirmed({ pending, problem, onUndo }: LinkConfirmedProps) {
  const { title, lead, undo } = messages.newDevice.confirmed;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{title}</Heading>
      <p className="mt-3 text-pretty">{lead}</p>
      {problem}
      <Button className="mt-7 w-full" pending={pending} onClick={onUndo}>
        {undo}
      </Button>
    </div>
  );
}

interface LinkDeniedProps {
  readonly link: string;
  /** The e-mail address of the account. */
  readonly email: string;
  /** Whether that address is verified. */
  readonly isVerified: boolean;
  /** Whether the account has a password here. */
  readonly hasPassword: boolean;
  readonly at: Date;
  /** How many sessions of the device were ended. */
  readonly ended: number;
  /** The application that signs users in, where one does. */
  readonly application: { readonly name: string | null };
}

/**
 * Says what a no has done and offers further steps, in this page where it is signed in to the account, else after a sign-in.
 */
export function LinkDenied({ link, email, isVerified, hasPassword, at, ended, application }: LinkDeniedProps) {
  const auth = useAuth();
  const user = auth.data?.user ?? null;
  // A user of an application may have the address of an account with a password.
  const isSignedIn = user !== null && user.email === email && (user.application === null) === hasPassword;
  const { title, titleGone, done, doneGone, advice, signIn } = messages.newDevice.denied;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{ended > 0 ? title : titleGone}</Heading>
      <p className="mt-3 text-pretty">{ended > 0 ? done(clockTime(at)) : doneGone}</p>
      <p className="mt-3 text-pretty">
        {hasPassword ? advice : messages.application.advice(atApplication(application))}
      </p>
      <div className="mt-7 grid gap-3">
        {isSignedIn ? (
          <NextSteps />
        ) : !hasPassword ? (
          <SessionsLink />
        ) : (
          <Link
            href={`${routes.signIn}${newPasswordHash}`}
            className="button bg-accent text-on-accent shadow-key hover:bg-accent-strong"
          >
            {signIn}
          </Link>
        )}
        {!isVerified && <NotMineLink link={link} />}
      </div>
    </div>
  );
}

const SessionsLink = () => (
  <Link href={routes.sessions} className="link inline-flex min-h-11 items-center justify-center">
    {messages.newDevice.denied.sessions}
  </Link>
);

function NextSteps() {
  const application = useApplication();
  const { mutate, isPending, isSuccess } = useRevokeOthers();
  if (application) {
    return (
      <>
        <AccountLink />
        <SessionsLink />
      </>
    );
  }
  return (
    <>
      <ChangePassword />
      {!isSuccess && (
        // The button disappears.
        <Button pending={isPending} onClick={() => mutate(undefined, { onSuccess: focusHeading })}>
          {messages.revokeOthers.action}
        </Button>
      )}
      <SessionsLink />
    </>
  );
}
