import { TimerOff } from 'lucide-react';
import { trpc } from '../api/trpc.ts';
import { Button } from '../controls/button.tsx';
import { explain } from '../failures/explanation.ts';
import { sentences } from '../sentences.ts';
import { IdleLimitChoice } from './idle-limit-choice.tsx';

/** That unused devices are logged out by themselves, and after how long. */
export function IdleLimitRow() {
  const { data, error, isPending, isFetching, refetch } = trpc.user.idleLimits.useQuery();
  const { title, lead } = sentences.idleLimit;
  return (
    <div className="row">
      <div className="row-body">
        <span className="tile">
          <TimerOff aria-hidden size={22} strokeWidth={1.75} />
        </span>
        <div className="min-w-0">
          <h3 className="leading-6 font-semibold">{title}</h3>
          <p className="mt-1 text-sm text-muted text-pretty">{data || isPending ? lead : explain(error)}</p>
        </div>
        <div className="row-action min-w-0">
          {data ? (
            <IdleLimitChoice limits={data} />
          ) : isPending ? (
            <span aria-hidden className="bone h-11 w-64 max-w-full" />
          ) : (
            <Button pending={isFetching} onClick={() => void refetch()}>
              {sentences.loading.retry}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
