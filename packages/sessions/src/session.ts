import type { ActiveDays } from './active-days.ts';
import type { DeviceBinding } from './device-binding.ts';
import type { SessionLimits } from './session-limits.ts';
import type { UserAgent } from './user-agent.ts';

/** Every way in which a session can end. */
export const endReasons = [
  'logout',
  'revoked',
  'revoked_others',
  'revoked_all',
  'reported',
  'superseded',
  'limit_reached',
  'idle',
  'expired',
  'password_changed',
  'account_disabled',
  'account_deleted',
] as const;
export type EndReason = (typeof endReasons)[number];

/**
 * Whether an account is to know a device no more when another device, or an administrator, ends its session for that reason:
 * its next sign-in is then asked about as that of a new device. A logout on the device itself never does that.
 */
export const makesDeviceNew: Readonly<Record<EndReason, boolean>> = {
  logout: false,
  revoked: true,
  revoked_others: true,
  revoked_all: true,
  reported: true,
  superseded: false,
  limit_reached: false,
  idle: false,
  expired: false,
  password_changed: true,
  account_disabled: true,
  account_deleted: false,
};

/** The server's record of one sign-in. */
export interface Session {
  readonly id: number;
  readonly userId: number;
  readonly deviceId: number;
  /** What its owner calls the device, or null. */
  readonly deviceName: string | null;
  /** From when the device counts as its owner's, or null while the owner has not said so. */
  readonly confirmedAt: Date | null;
  /** What the client said of itself in its User-Agent header, capped. */
  readonly userAgent: UserAgent;
  /** The network address that the sign-in came from, or null once it has been wiped. */
  readonly address: string | null;
  /** The name that a program gave itself, or null. */
  readonly information: string | null;
  /** Whether the person chose to stay signed in after the browser closes. */
  readonly staysSignedIn: boolean;
  readonly createdAt: Date;
  /** When its holder last proved again who they are, or null where they have not since the sign-in. */
  readonly steppedUpAt: Date | null;
  readonly lastUsedAt: Date;
  readonly activeDays: ActiveDays;
  /** How long it may stay unused by its owner's own limit, in milliseconds, or null where only everybody's holds. */
  readonly idleLimit: number | null;
  /** The end of its absolute lifetime. It may end earlier: by idleness, or because somebody ended it. */
  readonly expiresAt: Date;
  /** What may tie it, or ties it, to its device. Null for programs, and over plain HTTP. */
  readonly binding: DeviceBinding | null;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
}

/** When a session was used. */
export type SessionActivity = Pick<Session, 'lastUsedAt' | 'activeDays'>;

/** What is known of a session to whoever holds it. Instances remember many, so it is no more than each request may need. */
export type HeldSession = Pick<
  Session,
  'id' | 'deviceId' | 'staysSignedIn' | 'createdAt' | 'steppedUpAt' | 'idleLimit' | 'expiresAt' | 'binding'
>;

/** What a list shows of a session that lives. */
export type LiveSession = Omit<
  Session,
  'userId' | 'staysSignedIn' | 'steppedUpAt' | 'binding' | 'endedAt' | 'endReason'
> & {
  /** Whether its token opens nothing without its device. */
  readonly isBound: boolean;
};

/** When and why a session ended. */
export interface SessionEnd {
  readonly at: Date;
  readonly reason: EndReason;
}

type Lifetime = Pick<Session, 'expiresAt' | 'idleLimit'>;

function idleAt({ idleLimit }: Lifetime, lastUsedAt: number, { idle }: SessionLimits): number {
  return lastUsedAt + (idleLimit === null ? idle : Math.min(idle, idleLimit));
}

/** The moment at which time alone will end a session, if it is not used again after its last use. */
export function lapsesAt(session: Lifetime, lastUsedAt: number, limits: SessionLimits): SessionEnd {
  const { expiresAt } = session;
  const idle = idleAt(session, lastUsedAt, limits);
  return idle < expiresAt.getTime() ? { at: new Date(idle), reason: 'idle' } : { at: expiresAt, reason: 'expired' };
}

/**
 * How a session ended, or null while it is live. The last use, in milliseconds, comes apart from the session, because an
 * instance may know of a later one than is written down.
 */
export function endOf(
  session: Lifetime & Pick<Session, 'endedAt' | 'endReason'>,
  lastUsedAt: number,
  now: Date,
  limits: SessionLimits,
): SessionEnd | null {
  if (session.endedAt && session.endReason) return { at: session.endedAt, reason: session.endReason };
  return hasLapsed(session, lastUsedAt, now, limits) ? lapsesAt(session, lastUsedAt, limits) : null;
}

/** Whether time alone has ended a session. The limits count to the instant: at the limit it has ended. */
export function hasLapsed(session: Lifetime, lastUsedAt: number, now: Date, limits: SessionLimits): boolean {
  const at = now.getTime();
  return at >= session.expiresAt.getTime() || at >= idleAt(session, lastUsedAt, limits);
}
