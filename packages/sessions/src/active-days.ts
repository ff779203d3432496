/**
 * On which days a session was used. Bit i stands for the day that lies i days before the day of its last use, so bit 0 is
 * always set. Days are those of UTC; 31 of them fit a positive integer of four bytes.
 */
export type ActiveDays = number;

/** Used on the day of its last use, and on no other that is known of. */
export const oneDay: ActiveDays = 1;

const day = 24 * 60 * 60 * 1000;
const all: ActiveDays = 2 ** 31 - 1;

const dayOf = (at: number): number => Math.floor(at / day);

/**
 * The days of a session that was last used at one moment, as they stand once it is used at a later one. In milliseconds.
 * The statement that writes last uses does the same in SQL (`record_uses`).
 */
export function afterUse(days: ActiveDays, lastUsedAt: number, at: number): ActiveDays {
  const passed = dayOf(at) - dayOf(lastUsedAt);
  // A shift counts modulo 32, so what lies further back than there are bits is gone by hand.
  return passed > 30 ? oneDay : ((days << passed) & all) | oneDay;
}
