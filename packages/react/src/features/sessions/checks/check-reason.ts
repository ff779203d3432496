import type { SessionView } from '../../../api/outputs.ts';
import { lookAlikeKey } from '../../filters/rows.ts';
import { countryOf } from '../../locations/location.tsx';

/**
 * Why a session should be looked at, the most urgent reason first. A row shows only the first reason that applies. Each is a
 * fact about the list, and none is a score.
 */
const checkReasons = ['unconfirmed', 'newCountry', 'onlyInCountry', 'usedOnce'] as const;
export type CheckReason = (typeof checkReasons)[number];

/** The reason of each session that has one, by id. */
export type CheckReasons = ReadonlyMap<number, CheckReason>;

const day = 24 * 60 * 60 * 1000;

/** A session that was used once is only odd when it has not been used for this long. In milliseconds. */
const unusedFor = 3 * day;

/** What a rule knows of the whole list. */
interface ListFacts {
  readonly now: Date;
  /** The country of the current session, or null where it is unknown. */
  readonly here: string | null;
  readonly sessionsByCountry: ReadonlyMap<string, number>;
  readonly lookAlikes: ReadonlyMap<string, number>;
}

/** The rules, each for sessions other than the current one. */
const rules: Readonly<Record<CheckReason, (session: SessionView, list: ListFacts) => boolean>> = {
  /** The owner has not yet said that the device is theirs. */
  unconfirmed: ({ isConfirmed }) => !isConfirmed,
  /** It was last used from a country that is new to the account. The server knows which ones are. */
  newCountry: ({ isNewCountry }) => isNewCountry,
  /** No other session is in its country, and this device is known to be in another one. */
  onlyInCountry(session, { here, sessionsByCountry }) {
    const country = countryOf(session);
    return country !== null && here !== null && country !== here && sessionsByCountry.get(country) === 1;
  },
  /**
   * It was used on the day of its sign-in only, and that was some days ago. Look-alikes are exempt: a program that signs in
   * every night uses each of its sessions once.
   */
  usedOnce: (session, { now, lookAlikes }) =>
    session.usedDays === 1 &&
    now.getTime() - Date.parse(session.lastUsedAt) >= unusedFor &&
    lookAlikes.get(lookAlikeKey(session)) === 1,
};

/** Finds the sessions of the list that should be looked at. The current session is never one of them. */
export function findCheckReasons(sessions: readonly SessionView[], now: Date): CheckReasons {
  const current = sessions.find(({ isCurrent }) => isCurrent);
  const list: ListFacts = {
    now,
    here: current ? countryOf(current) : null,
    sessionsByCountry: countBy(sessions, countryOf),
    lookAlikes: countBy(sessions, lookAlikeKey),
  };
  const reasons = new Map<number, CheckReason>();
  for (const session of sessions) {
    const reason = session.isCurrent ? undefined : checkReasons.find((name) => rules[name](session, list));
    if (reason) reasons.set(session.id, reason);
  }
  return reasons;
}

/** The place of a session in the order `toCheck`: by reason, and sessions without one last. */
export function checkRank(reasons: CheckReasons, { id }: SessionView): number {
  const reason = reasons.get(id);
  return reason === undefined ? checkReasons.length : checkReasons.indexOf(reason);
}

function countBy(
  sessions: readonly SessionView[],
  keyOf: (session: SessionView) => string | null,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const session of sessions) {
    const key = keyOf(session);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
