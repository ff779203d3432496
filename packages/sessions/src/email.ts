import { z } from 'zod';

/**
 * An e-mail address as an account's name: trimmed, in lower case, at most 254 characters (RFC 5321, 4.5.3.1.3).
 * The cap stands before the pattern, so that no long input reaches a regular expression.
 */
export const email = z
  .string('Required')
  .trim()
  .toLowerCase()
  .max(254, 'At most 254 characters')
  .meta({ format: 'email' })
  .pipe(z.email('Not an e-mail address'));
