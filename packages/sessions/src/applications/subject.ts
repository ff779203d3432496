import { z } from 'zod';
import { atLimitRules } from '../sessions/session-limits.ts';
import { labelSchema } from '../devices/label.ts';
import type { User } from '../accounts/user.ts';
import { textError } from '../text-error.ts';

/** How the subject of an account with a password begins. Applications cannot use it for their own. */
const ownPrefix = 'latchkey:';

/**
 * The application's own id of a user: 1 to 255 characters of visible ASCII, as OpenID Connect Core (2, `sub`) has it, so
 * that it fits into a header. Compared byte by byte.
 */
export const subject = z
  .string({ error: textError })
  .regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters')
  .refine((text) => !text.startsWith(ownPrefix), `Must not start with ${ownPrefix}`);

/** The subject of any user, also of an account with a password. */
export const anySubject = z
  .string({ error: textError })
  .regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters');

/** The name of a user that the page shows: 1 to 100 characters. */
export const displayName = labelSchema(100);

/** The most sessions of one user that a limit can allow. The list of a user is not longer than both limits together. */
const mostSessions = 10_000;

const limit = z
  .int('Must be a whole number')
  .min(1, 'At least 1')
  .max(mostSessions, `At most ${mostSessions}`)
  .nullable()
  .optional();

/** How many sessions a user may have, and what happens at that. Null is the default of the server; nothing changes nothing. */
export const sessionLimits = {
  maxBrowsers: limit,
  maxPrograms: limit,
  atLimit: z.enum(atLimitRules).nullable().optional(),
};

/** The subject of a user, also of one who has a password here and so no subject of an application. */
export const subjectOf = ({ id, subject: given }: Pick<User, 'id' | 'subject'>): string => given ?? `${ownPrefix}${id}`;

/** The id of an account with a password by its subject, or null for the subject of an application's user. */
export function idOfOwnSubject(text: string): number | null {
  if (!text.startsWith(ownPrefix)) return null;
  const digits = text.slice(ownPrefix.length);
  return /^[1-9]\d{0,15}$/.test(digits) ? Number(digits) : 0;
}
