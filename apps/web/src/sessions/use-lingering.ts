import { useEffect, useMemo, useState } from 'react';
import type { ListedSession } from './listed-session.ts';
import { byLastUse } from './session-order.ts';

/** As long as the transition of a leaving row in styles.css. */
const duration = 280;

interface Lingering {
  readonly sessions: readonly ListedSession[];
  readonly leaving: ReadonlySet<number>;
}

/** Keeps what has left the list in view for as long as its leaving takes. */
export function useLingering(sessions: readonly ListedSession[], now: Date): Lingering {
  const [known, setKnown] = useState(sessions);
  const [gone, setGone] = useState<readonly ListedSession[]>([]);

  if (known !== sessions) {
    const live = new Set(sessions.map(({ id }) => id));
    setKnown(sessions);
    setGone((before) => {
      const left = [...before, ...known].filter(({ id }) => !live.has(id));
      return left.length === 0 && before.length === 0 ? before : left;
    });
  }

  useEffect(() => {
    if (gone.length === 0) return undefined;
    const timer = setTimeout(() => setGone([]), duration);
    return () => clearTimeout(timer);
  }, [gone]);

  return useMemo(
    () => ({
      sessions: gone.length === 0 ? sessions : [...sessions, ...gone].toSorted(byLastUse(now)),
      leaving: new Set(gone.map(({ id }) => id)),
    }),
    [sessions, gone, now],
  );
}
