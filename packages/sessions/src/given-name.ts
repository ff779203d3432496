import { z } from 'zod';

/** Marks that turn the direction of what follows: "gnp.exe" would read "exe.png". */
const directionMarks = /[\u202A-\u202E\u2066-\u2069]/u;

/** A name that somebody gives: on one line, something to be seen, and nothing that deceives the eye. */
export const givenName = (longest: number) =>
  z
    .string('Required')
    .trim()
    .min(1, 'At least 1 character')
    .max(longest, `At most ${longest} characters`)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'No control characters')
    .refine((text) => !directionMarks.test(text), 'No marks that turn the direction of writing')
    .refine((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text), 'At least one character that can be seen');
