import type { Principal } from './principal.ts';
import type { HeldSession } from './session.ts';

const minute = 60_000;

/** How long a proof of identity counts: within it nobody is asked twice. */
const proofLasts = 5 * minute;

/** A session younger than this that has not stepped up cannot end older ones. */
const youngFor = 60 * minute;

/** Whether the session's holder has proved who they are lately: at the sign-in, or since (ASVS 7.5.1, 7.5.2). */
export function hasFreshProof({ createdAt, steppedUpAt }: HeldSession, now: Date): boolean {
  return now.getTime() - (steppedUpAt ?? createdAt).getTime() < proofLasts;
}

/**
 * Whether the session is too new to end what was there before it. Somebody who has just come in by a stolen key must not
 * throw the owner out with it; who knows the password too steps up, and is told from the owner by nothing anyway.
 */
export function isNewcomer(session: HeldSession, now: Date): boolean {
  return session.steppedUpAt === null && isYoung(session, now);
}

/**
 * Whether a session may speak for its account's owner, as far as it is not itself in question, which a store knows. A browser
 * is known by its cookie. A program is known by what it says of itself, which anybody can say: so it must have been there for a
 * while, whatever it can prove.
 */
export function speaksForOwner({ ofBrowser, session }: Principal, now: Date): boolean {
  return ofBrowser || !isYoung(session, now);
}

function isYoung({ createdAt }: HeldSession, now: Date): boolean {
  return now.getTime() - createdAt.getTime() < youngFor;
}
