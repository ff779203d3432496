import type { Location, NamedDevice, SignInMethod } from '../sessions/session.ts';

/** The question “Was this you?” about a sign-in from a new device or country, as the mail about it asks it. */
export interface LinkedAlert extends NamedDevice {
  readonly id: number;
  readonly cause: 'new_device' | 'new_country';
  /** Whether the device has a live session. */
  readonly isLive: boolean;
  readonly ip: string | null;
  readonly location: Location;
  readonly createdAt: string;
  /** How the user proved who they are, or null where that is no longer known. */
  readonly signedInWith: readonly SignInMethod[] | null;
  /** A confirmation that the link of the mail can still take back, and the device that gave it. */
  readonly confirmed: { readonly at: string; readonly by: NamedDevice | null } | null;
}

/** The same question, as a session of the account sees it. */
export interface SignInAlert extends LinkedAlert {
  readonly sessionId: number;
}

/** `confirmed` (it was me), `denied` (it was not me), or null, which takes a confirmation back. */
export type AlertAnswer = 'confirmed' | 'denied' | null;

export interface AlertOutcome {
  /** When the alert was answered. */
  readonly at: string;
  /** How many sessions of the device that ended. */
  readonly ended: number;
}
