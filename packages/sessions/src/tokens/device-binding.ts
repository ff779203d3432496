import { randomBytes } from 'node:crypto';
import { type TimestampKey, signTimestamp, verifyTimestamp } from './signed-timestamp.ts';
import type { RandomSource } from './session-token.ts';

/** What binds a session to the device it was created on. */
export interface DeviceBinding {
  /**
   * The HMAC key of its challenges and bound cookies. Only the server has it: a copied session token is not enough to
   * make them, and the database alone does not contain the token.
   */
  readonly secret: string;
  /** The public key of the browser, as SPKI in PEM (RFC 7468), or null before one is registered. */
  readonly key: string | null;
}

/** A session with a binding. */
export interface BindableSession {
  readonly id: number;
  readonly binding: DeviceBinding;
}

const second = 1000;
const minute = 60 * second;

/** How long after a proof of identity a browser may register its key. Creating one can take seconds. */
const registrationLasts = 5 * minute;

/** How long a challenge is valid. */
const challengeLasts = minute;

/**
 * The lifetime of a bound cookie in seconds, and so the longest time for which a copied cookie works elsewhere.
 * Browsers sign at most six times in nine minutes.
 */
export const boundCookieMaxAge = 600;

/** For differences between the clocks of instances, and the time that an answer takes. */
const leeway = minute;

/** Creates the secret of a session that may be bound: 256 random bits. */
export function createBindingSecret(random: RandomSource = randomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}

const sealFor = (purpose: 'registration' | 'challenge' | 'cookie', { id, binding }: BindableSession): TimestampKey => ({
  secret: binding.secret,
  purpose: `${purpose} ${id}`,
});

/** What a browser signs to register its key. It is sent only in the answer to the proof of identity. */
export function registrationChallenge(session: BindableSession, now: Date): string {
  return signTimestamp(now.getTime() + registrationLasts, sealFor('registration', session));
}

export function isRegistrationChallenge(text: string, session: BindableSession, now: Date): boolean {
  const until = verifyTimestamp(text, sealFor('registration', session));
  return until !== null && now.getTime() < until;
}

/**
 * What a browser signs to prove that it has the key. Later than the last challenge it used, also where the clock went
 * back.
 */
export function bindingChallenge(session: BindableSession, now: Date, used: Date | null = null): string {
  const at = used === null ? now.getTime() : Math.max(now.getTime(), used.getTime() + 1);
  return signTimestamp(at, sealFor('challenge', session));
}

/** When a challenge was created. Null where it is not of this session or has expired. */
export function challengeTime(text: string, session: BindableSession, now: Date): Date | null {
  const at = verifyTimestamp(text, sealFor('challenge', session));
  return at !== null && now.getTime() < at + challengeLasts ? new Date(at) : null;
}

/** Proves for some minutes that the browser has signed. It is self-contained: no instance stores it. */
export function boundCookie(session: BindableSession, now: Date): string {
  return signTimestamp(now.getTime() + boundCookieMaxAge * second + leeway, sealFor('cookie', session));
}

/** Until when a bound cookie is valid. Null where it is not of this session. */
export function boundCookieExpiry(text: string, session: BindableSession): Date | null {
  const until = verifyTimestamp(text, sealFor('cookie', session));
  return until === null ? null : new Date(until);
}
