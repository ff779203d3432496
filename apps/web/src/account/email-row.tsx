import { Mail, MailCheck } from 'lucide-react';
import { trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { explain } from '../failures/explanation.ts';
import { sentences } from '../sentences.ts';
import { useVisitor } from '../visitor/use-visitor.ts';

/** The account's address, whether it is verified, and the mail that verifies it once more. */
export function EmailRow() {
  const email = useVisitor().data?.user?.email;
  const { data } = trpc.verification.status.useQuery();
  const { title, verified, unverified, again, sent, sentHint, failed } = sentences.emailAddress;
  const { mutate, isPending, isSuccess, error } = trpc.verification.request.useMutation();
  const Icon = data?.isVerified ? MailCheck : Mail;
  return (
    <div className="row">
      <div className="row-body">
        <span className="tile">
          <Icon aria-hidden size={22} strokeWidth={1.75} />
        </span>
        <div className="min-w-0">
          <h3 className="leading-6 font-semibold">{title}</h3>
          <p className="mt-1 text-sm wrap-anywhere">{email}</p>
          {/* As tall before it is known. */}
          <p className="mt-1 min-h-5 text-sm text-muted text-pretty">
            {data && (data.isVerified ? verified : unverified)}
          </p>
          <output className="mt-1 block text-sm font-medium text-pretty empty:mt-0">
            {error ? `${failed}. ${explain(error)}` : isSuccess && data?.isVerified !== true && `${sent}. ${sentHint}`}
          </output>
        </div>
        <div className="row-action">
          {data?.isVerified === false && (
            <Button pending={isPending} onClick={() => mutate()}>
              {again}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
