import { messages } from '../i18n/messages.ts';
import { Button } from './button.tsx';
import { explainError } from './explain-error.ts';
import { focusHeading } from './focus.ts';

interface LoadingFailedProps {
  readonly title: string;
  readonly error: unknown;
  readonly pending: boolean;
  readonly retry: () => Promise<{ readonly isSuccess: boolean }>;
}

/** Shown instead of a screen's data when loading failed. Says why, and that the user is still signed in. */
export function LoadingFailed({ title, error, pending, retry }: LoadingFailedProps) {
  // This button disappears when the data arrives, so that the focus needs another place.
  const tryAgain = async () => {
    const { isSuccess } = await retry();
    if (isSuccess) focusHeading();
  };
  const { notSignedOut, retry: action, retrying } = messages.loading;
  return (
    <div className="card flex flex-col items-center px-6 py-12 text-center">
      <div role="alert">
        <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
        <p className="mt-2 max-w-prose text-muted text-pretty">{`${explainError(error)} ${notSignedOut}`}</p>
      </div>
      <Button tone="primary" className="mt-6" pending={pending} onClick={() => void tryAgain()}>
        {pending ? retrying : action}
      </Button>
    </div>
  );
}
