import { Button } from '../controls/button.tsx';
import { explain } from '../failures/explanation.ts';
import { focusHeading } from '../screen/focus-heading.ts';
import { sentences } from '../sentences.ts';
import { useVisitor } from '../visitor/use-visitor.ts';
import type { useSessions } from './use-sessions.ts';

interface SessionsFailedProps {
  readonly sessions: ReturnType<typeof useSessions>;
}

/** The list never came. Says what happened, and that it is no logout. */
export function SessionsFailed({ sessions: { error, isFetching, refetch } }: SessionsFailedProps) {
  const visitor = useVisitor();
  // With the list here, this button is gone.
  const retry = async () => {
    const [{ isSuccess }] = await Promise.all([refetch(), visitor.refetch()]);
    if (isSuccess) focusHeading();
  };
  const { failed, failedHint, retry: action, retrying } = sentences.sessions;
  return (
    <div className="card flex flex-col items-center px-6 py-12 text-center">
      <div role="alert">
        <h2 className="text-xl font-semibold tracking-tight">{failed}</h2>
        <p className="mt-2 max-w-prose text-muted text-pretty">
          {explain(error)} {failedHint}
        </p>
      </div>
      <Button tone="primary" className="mt-6" pending={isFetching} onClick={() => void retry()}>
        {isFetching ? retrying : action}
      </Button>
    </div>
  );
}
