import { z } from 'zod';

const day = 24 * 60 * 60 * 1000;

/** After how long a person may let their own unused sessions end, in milliseconds: a week, or 1, 3, 6 or 12 months. */
export const ownIdleLimits: readonly number[] = [7, 30, 90, 180, 365].map((days) => days * day);

export const ownIdleLimit = z.literal(ownIdleLimits, 'Must be one of the choices');

/** After how long the unused sessions of one person end, in milliseconds. */
export interface IdleLimits {
  /** What they chose, or null where only everybody's holds. */
  readonly own: number | null;
  readonly everybodys: number;
  /** What they may choose: whatever is shorter than everybody's. */
  readonly choices: number[];
}

/** A person's own limit makes an end come earlier, never later. One that everybody's has overtaken says nothing. */
export function idleLimitsOf(own: number | null, everybodys: number): IdleLimits {
  const choices = ownIdleLimits.filter((limit) => limit < everybodys);
  return { own: own !== null && own < everybodys ? own : null, everybodys, choices };
}
