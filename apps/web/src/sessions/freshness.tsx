import { useEffect, useId, useRef, useState } from 'react';
import { useBottomEdge } from '../screen/use-bottom-edge.ts';
import { sentences } from '../sentences.ts';
import { clockTime } from '../time/calendar.ts';
import { Moment } from '../time/moment.tsx';
import type { useSessions } from './use-sessions.ts';

/** A stream that opens within this, in milliseconds, was hardly missed. */
const unnoticed = 1500;

interface FreshnessProps {
  readonly sessions: ReturnType<typeof useSessions>;
  readonly isLive: boolean;
}

/** Whether the list shows things as they happen, or else how old it is and whether the last try to renew it failed. */
export function Freshness({ sessions: { dataUpdatedAt, isRefetchError, refetch }, isLive }: FreshnessProps) {
  const { live, notLive, lastChecked, notRefreshed } = sentences.sessions;
  const { retry } = sentences.loading;
  const line = useRef<HTMLDivElement>(null);
  const id = useId();
  const at = new Date(dataUpdatedAt);

  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLost(!isLive), isLive ? 0 : unnoticed);
    return () => clearTimeout(timer);
  }, [isLive]);

  useBottomEdge(line, '--freshness', isLost);

  // The button goes when its work is done; the focus stays on the line that says so.
  const renew = async () => {
    const { isSuccess } = await refetch();
    if (isSuccess) line.current?.focus();
  };

  return (
    <div ref={line} tabIndex={-1} className="freshness" data-lost={isLost || undefined}>
      <span aria-hidden className="pulse" data-live={isLive || undefined} />
      <output id={`${id}state`} className={isLive ? undefined : 'font-medium text-ink'}>
        {isLive ? live : isRefetchError ? notRefreshed : notLive}
      </output>
      {!isLive && <Moment at={at}>{lastChecked(clockTime(at))}</Moment>}
      {!isLive && isRefetchError && (
        <button
          type="button"
          id={`${id}retry`}
          aria-labelledby={`${id}retry ${id}state`}
          className="link min-h-11"
          onClick={() => void renew()}
        >
          {retry}
        </button>
      )}
    </div>
  );
}
