import { z } from 'zod';
import { textError } from '../text-error.ts';

const minLength = 8;
const maxLength = 256;

const codePoints = (text: string): number => Array.from(text).length;

/**
 * A new password: 8 to 256 characters of any kind (NIST SP 800-63B, 3.1.1.2), counted as code points, in Unicode form
 * NFKC, so that the same keys on another system give the same password.
 */
export const newPassword = z
  .string({ error: textError })
  .max(maxLength * 4, `At most ${maxLength} characters`)
  .meta({ minLength, maxLength })
  .transform((text) => text.normalize('NFKC'))
  .refine((text) => codePoints(text) >= minLength, `At least ${minLength} characters`)
  .refine((text) => codePoints(text) <= maxLength, `At most ${maxLength} characters`);

/** A password to verify. Only its length is limited. */
export const offeredPassword = z
  .string({ error: textError })
  .min(1, 'Required')
  .max(maxLength * 4, `At most ${maxLength} characters`)
  .transform((text) => text.normalize('NFKC'));
