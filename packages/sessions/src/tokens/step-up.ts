import type { PrincipalSession } from '../sessions/session.ts';

const minute = 60_000;

/** How long a proof of identity is accepted, in milliseconds. */
const proofLasts = 5 * minute;

/** A session younger than this must step up before it ends older ones, unless its device is confirmed. */
const recentSignInLasts = 60 * minute;

/** Until when the page need not ask for the password again. Null where it has to ask now. */
export interface ProofExpiry {
  /** For ending other sessions. */
  readonly endsSessionsUntil: Date | null;
  /** For changing the password, for which only a step-up counts. */
  readonly changesPasswordUntil: Date | null;
}

/** Whether the password was checked recently, at the sign-in or by a step-up (ASVS 7.5.1, 7.5.2). */
export function hasFreshProof(session: PrincipalSession, now: Date): boolean {
  return now.getTime() - provedAt(session).getTime() < proofLasts;
}

/** When the user last proved who they are in this session. */
export const provedAt = ({ createdAt, authenticatedAt, steppedUpAt }: PrincipalSession): Date =>
  steppedUpAt ?? authenticatedAt ?? createdAt;

/**
 * Whether the session is too new to end older ones without a step-up, so that a stolen token cannot lock the owner out.
 * An attacker who also has the password passes.
 */
export function isRecentSignIn(session: PrincipalSession, now: Date): boolean {
  return session.steppedUpAt === null && now.getTime() - session.createdAt.getTime() < recentSignInLasts;
}

/**
 * Whether the owner has confirmed the session's device. An alert without an answer, or with a yes that the link of the mail
 * can still withdraw, leaves it unconfirmed.
 */
function isConfirmed({ confirmedAt }: PrincipalSession, now: Date): boolean {
  return confirmedAt !== null && confirmedAt <= now;
}

/**
 * Whether a browser's session must step up before it ends others, older ones too if `endsOlder`. The password of the sign-in
 * is proof enough on a confirmed device: the token is as young as after a step-up.
 */
export function mustStepUp(session: PrincipalSession, now: Date, endsOlder: boolean): boolean {
  if (!hasFreshProof(session, now)) return true;
  // What an application says of its own sign-in is not a password that was checked when the token was issued.
  const countsSignIn = session.authenticatedAt === null && isConfirmed(session, now);
  return endsOlder && isRecentSignIn(session, now) && !countsSignIn;
}

/** Whether the session must step up before it changes the password (ASVS 7.5.1): a sign-in does not count. */
export function mustProveToChangePassword(session: PrincipalSession, now: Date): boolean {
  return !hasFreshProof(session, now) || isRecentSignIn(session, now);
}

/** Until when a browser's session passes `mustStepUp` for older sessions, and `mustProveToChangePassword`. */
export function proofExpiry(session: PrincipalSession, now: Date): ProofExpiry {
  const until = new Date(provedAt(session).getTime() + proofLasts);
  return {
    endsSessionsUntil: mustStepUp(session, now, true) ? null : until,
    changesPasswordUntil: mustProveToChangePassword(session, now) ? null : until,
  };
}
