import { randomBytes } from 'node:crypto';
import { type Seal, sealMoment, sealedMoment } from './sealed-moment.ts';
import type { RandomSource } from './session-token.ts';

/** What ties a session to the device that it began on. */
export interface DeviceBinding {
  /**
   * What its challenges and bound cookies are sealed with. The server's alone: who has copied the session's token can make
   * none, and who has only the database lacks the token.
   */
  readonly secret: string;
  /** The public key of the browser, as SPKI in PEM (RFC 7468), or null as long as none was registered. */
  readonly key: string | null;
}

/** A session with a binding. */
export interface BoundSession {
  readonly id: number;
  readonly binding: DeviceBinding;
}

const second = 1000;
const minute = 60 * second;

/** So long after a proof of identity a browser may register its key. Making one may take it seconds. */
const registrationLasts = 5 * minute;

/** So long a challenge may wait for its signature. */
const challengeLasts = minute;

/**
 * How long a browser keeps its bound cookie, in seconds: so long, at most, what was copied together with it opens
 * something elsewhere. Browsers sign no more than six times in nine minutes.
 */
export const boundCookieLasts = 600;

/** What the clocks of instances differ by, and the time that an answer is under way. */
const leeway = minute;

/** Draws the secret of a session that may be bound: 256 random bits. */
export function createBindingSecret(random: RandomSource = randomBytes): string {
  return Buffer.from(random(32)).toString('base64url');
}

const sealFor = (purpose: 'registration' | 'challenge' | 'cookie', { id, binding }: BoundSession): Seal => ({
  secret: binding.secret,
  purpose: `${purpose} ${id}`,
});

/** What a browser signs to register its key. Only who saw the answer to the proof of identity has it. */
export function registrationChallenge(session: BoundSession, now: Date): string {
  return sealMoment(now.getTime() + registrationLasts, sealFor('registration', session));
}

export function isRegistrationChallenge(text: string, session: BoundSession, now: Date): boolean {
  const until = sealedMoment(text, sealFor('registration', session));
  return until !== null && now.getTime() < until;
}

/** What a browser signs to show that it still has the key: later than the last one that it used, whatever the clock says. */
export function bindingChallenge(session: BoundSession, now: Date, used: Date | null = null): string {
  const at = used === null ? now.getTime() : Math.max(now.getTime(), used.getTime() + 1);
  return sealMoment(at, sealFor('challenge', session));
}

/** When a challenge was made, or null where it is none of this session's, or too old. */
export function challengedAt(text: string, session: BoundSession, now: Date): Date | null {
  const at = sealedMoment(text, sealFor('challenge', session));
  return at !== null && now.getTime() < at + challengeLasts ? new Date(at) : null;
}

/** What shows for some minutes that the browser has proved its key. No instance needs to write it down. */
export function boundCookie(session: BoundSession, now: Date): string {
  return sealMoment(now.getTime() + boundCookieLasts * second + leeway, sealFor('cookie', session));
}

/** Until when a bound cookie proves the device of a session, or null where it is none of this session's. */
export function boundCookieEnd(text: string, session: BoundSession): Date | null {
  const until = sealedMoment(text, sealFor('cookie', session));
  return until === null ? null : new Date(until);
}
