import { Button } from '../controls/button.tsx';
import { focusHeading } from '../screen/focus-heading.ts';
import { sentences } from '../sentences.ts';
import { explain } from './explanation.ts';

interface LoadingFailedProps {
  readonly title: string;
  readonly error: unknown;
  readonly pending: boolean;
  readonly retry: () => Promise<{ readonly isSuccess: boolean }>;
}

/** What a screen is for never came. Says what happened, and that it is no logout. */
export function LoadingFailed({ title, error, pending, retry }: LoadingFailedProps) {
  // With what was missing here, this button is gone.
  const tryAgain = async () => {
    const { isSuccess } = await retry();
    if (isSuccess) focusHeading();
  };
  const { notSignedOut, retry: action, retrying } = sentences.loading;
  return (
    <div className="card flex flex-col items-center px-6 py-12 text-center">
      <div role="alert">
        <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
        <p className="mt-2 max-w-prose text-muted text-pretty">{`${explain(error)} ${notSignedOut}`}</p>
      </div>
      <Button tone="primary" className="mt-6" pending={pending} onClick={() => void tryAgain()}>
        {pending ? retrying : action}
      </Button>
    </div>
  );
}
