import { z } from 'zod';

const day = 24 * 60 * 60 * 1000;

/** The idle limits that a user may choose, in milliseconds: a week, or 1, 3, 6 or 12 months. */
export const ownIdleLimits: readonly number[] = [7, 30, 90, 180, 365].map((days) => days * day);

export const ownIdleLimit = z.literal(ownIdleLimits, 'Must be one of the choices');

/** After how long the unused sessions of a user expire, in milliseconds. */
export const idleLimitsSchema = z.object({
  /** The user's own limit, or null where only the default applies. */
  own: z.number().nullable(),
  /** The limit that the configuration sets for all users. */
  default: z.number(),
  /** The limits that the user may choose: those that are shorter than the default. */
  choices: z.array(z.number()),
});
export type IdleLimits = Readonly<z.infer<typeof idleLimitsSchema>>;

/** A user's own limit only shortens the default. One that is not shorter, because the default has changed, is ignored. */
export function idleLimitsOf(own: number | null, defaultLimit: number): IdleLimits {
  const choices = ownIdleLimits.filter((limit) => limit < defaultLimit);
  return { own: own !== null && own < defaultLimit ? own : null, default: defaultLimit, choices };
}
