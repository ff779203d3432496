import { Link } from 'wouter';
import { ChangePassword } from '../account/change-password.tsx';
import { addresses } from '../addresses.ts';
import { Button } from '../controls/button.tsx';
import { NotMineLink } from '../mail-links/not-mine-link.tsx';
import { Heading } from '../screen/heading.tsx';
import { sentences } from '../sentences.ts';
import { useRevokeOthers } from '../sessions/use-revoke-others.ts';
import { clockTime } from '../time/calendar.ts';
import { useVisitor } from '../visitor/use-visitor.ts';

interface LinkDeniedProps {
  readonly link: string;
  /** The account's. */
  readonly email: string;
  /** Whether that address is verified. */
  readonly isVerified: boolean;
  readonly at: Date;
  /** How many sessions of the device it ended. */
  readonly ended: number;
}

/** Says what a no has done, and offers what else is wise: here, where this browser is signed in to that account, or there. */
export function LinkDenied({ link, email, isVerified, at, ended }: LinkDeniedProps) {
  const visitor = useVisitor();
  const { title, titleGone, done, doneGone, advice, signIn } = sentences.newDevice.denied;
  return (
    <div className="card p-6 sm:p-9">
      <Heading>{ended > 0 ? title : titleGone}</Heading>
      <p className="mt-3 text-pretty">{ended > 0 ? done(clockTime(at)) : doneGone}</p>
      <p className="mt-3 text-pretty">{advice}</p>
      <div className="mt-7 grid gap-3">
        {visitor.data?.user?.email === email ? (
          <NextSteps />
        ) : (
          <Link
            href={`${addresses.signIn}${addresses.newPassword}`}
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

function NextSteps() {
  const { mutate, isPending, isSuccess } = useRevokeOthers();
  return (
    <>
      <ChangePassword />
      {!isSuccess && (
        <Button pending={isPending} onClick={() => mutate()}>
          {sentences.revokeOthers.action}
        </Button>
      )}
      <Link href={addresses.sessions} className="link inline-flex min-h-11 items-center justify-center">
        {sentences.newDevice.denied.sessions}
      </Link>
    </>
  );
}
