import { useEffect, useMemo, useState } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { byLastUse } from '../live/session-list.ts';

/** As long as the transition of `.row[data-leaving]` in row.css, in milliseconds. */
const duration = 280;

export interface LeavingSessions {
  readonly sessions: readonly SessionView[];
  readonly leavingIds: ReadonlySet<number>;
}

/** Keeps sessions that have left the list visible until their transition is over. */
export function useLeavingSessions(sessions: readonly SessionView[], now: Date): LeavingSessions {
  const [previous, setPrevious] = useState(sessions);
  const [leaving, setLeaving] = useState<readonly SessionView[]>([]);

  if (previous !== sessions) {
    const live = new Set(sessions.map(({ id }) => id));
    setPrevious(sessions);
    setLeaving((before) => {
      const left = [...before, ...previous].filter(({ id }) => !live.has(id));
      return left.length === 0 && before.length === 0 ? before : left;
    });
  }

  useEffect(() => {
    if (leaving.length === 0) return undefined;
    const timer = setTimeout(() => setLeaving([]), duration);
    return () => clearTimeout(timer);
  }, [leaving]);

  return useMemo(
    () => ({
      sessions: leaving.length === 0 ? sessions : [...sessions, ...leaving].toSorted(byLastUse(now)),
      leavingIds: new Set(leaving.map(({ id }) => id)),
    }),
    [sessions, leaving, now],
  );
}
