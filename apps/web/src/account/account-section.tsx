import { KeyRound } from 'lucide-react';
import { sentences } from '../sentences.ts';
import { ChangePassword } from './change-password.tsx';
import { EmailRow } from './email-row.tsx';
import { HistoryCard } from './history-card.tsx';
import { IdleLimitRow } from './idle-limit-row.tsx';

/** What a person can change about their account. */
export function AccountSection() {
  const { title, lead } = sentences.changePassword;
  return (
    <section aria-labelledby="account" className="screen-only mt-8">
      <h2 id="account" className="mb-4 text-xl font-semibold tracking-tight">
        {sentences.account.title}
      </h2>
      <div className="card">
        <HistoryCard />
        <IdleLimitRow />
        <EmailRow />
        <div className="row">
          <div className="row-body">
            <span className="tile">
              <KeyRound aria-hidden size={22} strokeWidth={1.75} />
            </span>
            <div className="min-w-0">
              <h3 className="leading-6 font-semibold">{title}</h3>
              <p className="mt-1 text-sm text-muted text-pretty">{lead}</p>
            </div>
            <div className="row-action">
              <ChangePassword />
            </div>
          </div>
        </div>
      </div>
    </section>
  );
}
