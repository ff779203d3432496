import { useEffect, useState } from 'react';
import type { ListedSession } from './listed-session.ts';
import { byLastUse } from './session-order.ts';

/** As long as the transition of a leaving row in styles.css. */
const leaving = 280;

interface Lingering {
  readonly session: ListedSession;
  readonly leaving: boolean;
}

/** Keeps what has left the list in view for as long as its leaving takes. */
export function useLingering(sessions: readonly ListedSession[]): readonly Lingering[] {
  const [known, setKnown] = useState(sessions);
  const [gone, setGone] = useState<readonly ListedSession[]>([]);

  if (known !== sessions) {
    const live = new Set(sessions.map(({ id }) => id));
    setKnown(sessions);
    setGone([...gone, ...known].filter(({ id }) => !live.has(id)));
  }

  useEffect(() => {
    if (gone.length === 0) return undefined;
    const timer = setTimeout(() => setGone([]), leaving);
    return () => clearTimeout(timer);
  }, [gone]);

  return [
    ...sessions.map((session) => ({ session, leaving: false })),
    ...gone.map((session) => ({ session, leaving: true })),
  ].toSorted((one, other) => byLastUse(one.session, other.session));
}
