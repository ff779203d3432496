import { useId } from 'react';
import { sentences } from '../sentences.ts';

interface OthersHeadingProps {
  /** Of all. */
  readonly count: number;
  readonly shown: number;
  /** Whether there are more to come, and whether they are on their way. */
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

/** What the list is of, and how many there are. */
export function OthersHeading({ count, shown, isComplete, isLoading, retry }: OthersHeadingProps) {
  const { others, othersCount, othersSoFar, othersShown, notAll } = sentences.sessions;
  const id = useId();
  const words = shown < count ? othersShown(shown, count) : isComplete ? othersCount(count) : othersSoFar(count);
  return (
    <div>
      <h2 id="others" tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
        {others}
      </h2>
      {count > 0 && <output className="block text-sm text-muted">{words}</output>}
      {!isComplete && !isLoading && (
        <p role="alert" className="flex flex-wrap items-center gap-x-1.5 text-sm text-problem">
          <span id={`${id}why`}>{notAll}</span>
          <button
            type="button"
            id={`${id}retry`}
            aria-labelledby={`${id}retry ${id}why`}
            className="link min-h-11"
            onClick={retry}
          >
            {sentences.loading.retry}
          </button>
        </p>
      )}
    </div>
  );
}
