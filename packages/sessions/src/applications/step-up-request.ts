import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { SessionTokenHash } from '../tokens/session-token.ts';

/** What a user wants to do once the application has confirmed who they are, for the text of the application's page. */
export const stepUpPurposes = [
  'end_session',
  'end_sessions',
  'end_other_sessions',
  'deny_sign_in',
  'continue',
] as const;
export type StepUpPurpose = (typeof stepUpPurposes)[number];

/**
 * A path with its query on the origin of the page, in ASCII as browsers write it: never `//host` or `/\host`, which lead to
 * another site (CWE-601).
 */
export const returnPath = z
  .string()
  .max(300)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/);

/** The claims of a request, as a JSON Web Token has them (RFC 7519, 4.1). */
const claims = z.object({
  /** The user, and the session that is to be confirmed. */
  sub: z.string(),
  sid: z.int(),
  purpose: z.enum(stepUpPurposes),
  /** The path to which the application sends the user back. */
  return_to: z.string(),
  iat: z.int(),
  exp: z.int(),
  jti: z.string(),
});
export type StepUpClaims = Readonly<z.infer<typeof claims>>;

/** No other header is accepted, so no other algorithm either (RFC 8725, 3.1), and no token of another kind. */
const header = Buffer.from('{"alg":"HS256","typ":"step-up+jwt"}').toString('base64url');

/** Has room for far more than the longest claims need. */
const shape = /^([\w-]{20,60})\.([\w-]{1,1800})\.([\w-]{43})$/;

/**
 * The key of a session's requests, from the hash of its token: a step-up replaces the token, and no earlier request of the
 * session has a right signature afterwards. So a request works once, for one session, without being stored.
 */
const keyOf = (tokenHash: SessionTokenHash): Buffer =>
  createHmac('sha256', Buffer.from(tokenHash, 'hex')).update('latchkey step-up request').digest();

const signatureOf = (text: string, tokenHash: SessionTokenHash): string =>
  createHmac('sha256', keyOf(tokenHash)).update(text).digest('base64url');

/** Signs the claims as a JSON Web Token (RFC 7515, 3.1; HMAC with SHA-256) for the session with this token. */
export function signStepUpRequest(of: StepUpClaims, tokenHash: SessionTokenHash): string {
  const text = `${header}.${Buffer.from(JSON.stringify(of)).toString('base64url')}`;
  return `${text}.${signatureOf(text, tokenHash)}`;
}

/** The claims of a request that was signed for the session with this token, or null for any other text. */
export function verifyStepUpRequest(text: string, tokenHash: SessionTokenHash): StepUpClaims | null {
  const [, head, payload, signature] = shape.exec(text) ?? [];
  if (head !== header || payload === undefined || signature === undefined) return null;
  const right = Buffer.from(signatureOf(`${head}.${payload}`, tokenHash));
  if (!timingSafeEqual(right, Buffer.from(signature))) return null;
  const read = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return read.success ? read.data : null;
}
