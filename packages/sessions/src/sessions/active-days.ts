/**
 * The days on which a session was used, as a bit set. Bit i is the UTC day that lies i days before the last use, so bit
 * 0 is always set. 31 bits fit a positive 32-bit integer.
 */
export type ActiveDays = number;

/** Used on the day of its last use only. */
export const oneDay: ActiveDays = 1;

const day = 24 * 60 * 60 * 1000;
const all: ActiveDays = 2 ** 31 - 1;

const dayOf = (at: number): number => Math.floor(at / day);

/**
 * On how many days a session was used, as far as its active days reach: those before are not known, except the day of the
 * sign-in. 1 means that it was used on that day only.
 */
export function countUsedDays(days: ActiveDays, createdAt: Date, lastUsedAt: Date): number {
  const age = dayOf(lastUsedAt.getTime()) - dayOf(createdAt.getTime());
  const isSignInKnown = age >= 0 && age <= 30 && ((days >> age) & 1) === 1;
  return days.toString(2).replaceAll('0', '').length + (isSignInKnown || age < 0 ? 0 : 1);
}

/** Shifts the days of a session to a later use at `at`. Times in milliseconds. `record_uses` does the same in SQL. */
export function afterUse(days: ActiveDays, lastUsedAt: number, at: number): ActiveDays {
  const passed = dayOf(at) - dayOf(lastUsedAt);
  // Shifts are modulo 32, so more than 30 days are handled apart.
  return passed > 30 ? oneDay : ((days << passed) & all) | oneDay;
}
