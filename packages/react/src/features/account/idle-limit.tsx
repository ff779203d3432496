import { useQuery } from '@tanstack/react-query';
import { TimerOff } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { onDemand } from '../../api/on-demand.ts';
import { queries } from '../../api/queries.ts';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { explainError } from '../../ui/explain-error.ts';
import { AccountRow, AccountRowLead } from './account-row.tsx';
import { limitsQuery } from './idle-limits-query.ts';

/** Loaded after the screen is rendered, like its data. */
const choice = onDemand(() => import('./idle-limit-choice.tsx'));
const IdleLimitChoice = lazy(choice);

/** The row with the idle limit of the account. */
export function IdleLimitRow() {
  const { data, error, isPending, isFetching, refetch } = useQuery(limitsQuery, queries);
  const { title, lead } = messages.idleLimit;
  useEffect(() => choice.preload(), []);
  const bone = <span aria-hidden className="bone h-11 w-64 max-w-full" />;
  const action = data ? (
    <Suspense fallback={bone}>
      <IdleLimitChoice limits={data} />
    </Suspense>
  ) : isPending ? (
    bone
  ) : (
    <Button pending={isFetching} onClick={() => void refetch()}>
      {messages.loading.retry}
    </Button>
  );
  return (
    <AccountRow icon={TimerOff} title={title} action={action}>
      <AccountRowLead>{data || isPending ? lead : explainError(error)}</AccountRowLead>
    </AccountRow>
  );
}
