import type { SessionList } from '@latchkey/client';
import { useMemo } from 'react';
import { useNow } from '../../../api/server-clock.ts';
import { uniqueNames } from '../../devices/unique-names.ts';
import { findCheckReasons } from '../checks/check-reason.ts';
import { splitAndSort } from '../live/session-list.ts';
import { useLeavingSessions } from './leaving-sessions.ts';

/** The sessions as the list shows them: sorted, with what is to check, unique names, and those that are leaving. */
export function useListedSessions(listing: SessionList) {
  const now = useNow();
  const { current, others, isComplete } = useMemo(() => splitAndSort(listing, now), [listing, now]);
  const listed = useLeavingSessions(others, now);
  const all = useMemo(() => (current ? [current, ...listed.sessions] : listed.sessions), [current, listed]);
  const reasons = useMemo(() => findCheckReasons(all, now), [all, now]);
  // Not memoized, because the names depend on the language.
  const uniqueNameOf = uniqueNames(all);
  const toCheckCount = others.filter(({ id }) => reasons.has(id)).length;
  return { current, others, all, isComplete, listed, reasons, now, uniqueNameOf, toCheckCount };
}
