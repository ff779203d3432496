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
  return session.steppedUpAt === null && now.getTime() - session.createdAt.getTime() < youngFor;
}
