import { z } from 'zod';

/** The most methods of one proof. */
const mostMethods = 10;

/**
 * How a user proved who they are: names of RFC 8176 (`pwd`, `otp`, `hwk`, `mfa` …), or an application's own in the same
 * form, so that they fit into a header.
 */
export const methods = z
  .array(z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,31}$/, 'Names such as pwd, otp or hwk'))
  .min(1, 'At least one method')
  .max(mostMethods, `At most ${mostMethods} methods`)
  .transform((names) => [...new Set(names)]);

/** When the user proved it, in seconds since 1970, as `auth_time` in OpenID Connect. */
export const authTime = z.int().min(0).max(253_402_300_799);

/** A key that makes repeated requests one: 1 to 255 visible ASCII characters. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters');
