import { useFailure } from '../toasts/toasts.ts';

interface FailureLineProps {
  readonly sessionId: number;
}

/** That the last try to end this session failed, and why, until the reader dismisses the message about it. */
export function FailureLine({ sessionId }: FailureLineProps) {
  const failure = useFailure(sessionId);
  return (
    failure && (
      <div className="text-sm text-problem">
        <p className="font-medium">{failure.text}</p>
        <p>{failure.detail}</p>
      </div>
    )
  );
}
