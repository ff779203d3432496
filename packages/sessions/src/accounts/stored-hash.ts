/**
 * The most that verifying one stored hash may cost: 256 MiB, and as much work as four passes over that. libsodium's "moderate"
 * cost fits in, and one row of the database cannot take the memory of the process.
 */
const maxMemory = 262_144;
const maxWork = 4 * maxMemory;
const maxLanes = 16;

/** The PHC string format as argon2's reference implementation writes it. No number begins with a zero. */
const shape =
  /^\$argon2(?:id|i|d)(?:\$v=(?:16|19))?\$m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,9})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

/** What is stored for an account that has no password yet: `isVerifiable` is false for it, so no password fits it. */
export const noPassword = '!';

/**
 * Whether a stored password hash is an argon2 text that can be verified at a bounded cost. Texts of other algorithms, damaged
 * ones, and ones that ask for too much memory or work are not: no password fits them.
 */
export function isVerifiable(hashed: string): boolean {
  const [, memory, passes, lanes, salt = '', tag = ''] = shape.exec(hashed) ?? [];
  if (memory === undefined) return false;
  const [m, t, p] = [Number(memory), Number(passes), Number(lanes)];
  return p <= maxLanes && m >= 8 * p && m <= maxMemory && m * t <= maxWork && isBase64(salt) && isBase64(tag);
}

/** Whether the last character leaves no bits over, as decoders insist on. */
const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64').replaceAll('=', '') === text;
