import { z } from 'zod';

/** The name that a program gives its session: 1 to 190 characters on one line. */
export const sessionInformation = z
  .string()
  .trim()
  .min(1, 'At least 1 character')
  .max(190, 'At most 190 characters')
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'No control characters');
