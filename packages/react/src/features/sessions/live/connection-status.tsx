import type { LiveList } from '@latchkey/client';
import { useEffect, useId, useRef, useState } from 'react';
import { clockTime } from '../../../i18n/calendar.ts';
import { messages } from '../../../i18n/messages.ts';
import { Moment } from '../../../ui/moment.tsx';
import { useBottomEdge } from '../../../ui/use-bottom-edge.ts';
import { live } from './live-sessions.ts';

/** Shorter interruptions of the stream are not shown. In milliseconds. */
const unnoticed = 1500;

interface ConnectionStatusProps {
  readonly list: LiveList;
}

/** Whether the list is live, else when it was last loaded and whether the last reload failed. */
export function ConnectionStatus({ list: { checkedAt, error, isLive } }: ConnectionStatusProps) {
  const { live: isLiveText, notLive, lastChecked, notRefreshed } = messages.sessions;
  const { retry } = messages.loading;
  const line = useRef<HTMLDivElement>(null);
  const id = useId();
  const at = new Date(checkedAt ?? 0);

  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLost(!isLive), isLive ? 0 : unnoticed);
    return () => clearTimeout(timer);
  }, [isLive]);

  useBottomEdge(line, '--latchkey-connection', isLost);

  // The retry button disappears after a success, so that the focus moves to this line.
  const renew = async () => {
    if ((await live().refresh()).error === null) line.current?.focus();
  };

  return (
    <div ref={line} tabIndex={-1} className="connection" data-lost={isLost || undefined}>
      <span aria-hidden className="pulse" data-live={isLive || undefined} />
      <output id={`${id}state`} className={isLive ? undefined : 'font-medium text-ink'}>
        {isLive ? isLiveText : error ? notRefreshed : notLive}
      </output>
      {!isLive && <Moment at={at}>{lastChecked(clockTime(at))}</Moment>}
      {!isLive && error && (
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
