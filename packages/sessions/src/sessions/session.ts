import type { ActiveDays } from './active-days.ts';
import type { DeviceBinding } from '../tokens/device-binding.ts';
import type { SessionLimits } from './session-limits.ts';
import type { UserAgent } from '../devices/user-agent.ts';

/** All reasons for the end of a session. */
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
 * Whether a device becomes unknown to the account when another device, or an administrator, ends its session for this
 * reason. Its next sign-in then raises an alert. A logout on the device itself never does that.
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
  /** The user's label for the device, or null. */
  readonly label: string | null;
  /** From when the device is confirmed as the user's, or null. */
  readonly confirmedAt: Date | null;
  /** The User-Agent header, capped. */
  readonly userAgent: UserAgent;
  /** The IP address of the sign-in, or null once it has been wiped. */
  readonly ip: string | null;
  /** The name that a program gave its session, or null. */
  readonly clientLabel: string | null;
  /** Whether the user chose to stay signed in after the browser closes. */
  readonly rememberMe: boolean;
  readonly createdAt: Date;
  /** How the user proved who they are, at the sign-in and by step-ups, in the names of RFC 8176. */
  readonly methods: readonly string[];
  /** When an application had that proof, or null for a password that was checked at the sign-in. */
  readonly authenticatedAt: Date | null;
  /** When the session last stepped up, or null. */
  readonly steppedUpAt: Date | null;
  readonly lastUsedAt: Date;
  readonly activeDays: ActiveDays;
  /**
   * The country of the last use as ISO 3166-1 alpha-2, or null where it is unknown. The address of a use is not stored, only
   * that of the sign-in.
   */
  readonly lastCountry: string | null;
  /** The user's own idle limit in milliseconds, or null for the default. */
  readonly idleLimit: number | null;
  /** The end of its absolute lifetime. It may expire or be ended earlier. */
  readonly absoluteExpiresAt: Date;
  /** Its binding to the device. Null for programs, and over plain HTTP. */
  readonly binding: DeviceBinding | null;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
}

/** When a session was used, and from which country last. */
export type SessionActivity = Pick<Session, 'lastUsedAt' | 'activeDays' | 'lastCountry'>;

/** The fields that requests need. Instances cache many sessions, so it has no others. */
export type PrincipalSession = Pick<
  Session,
  | 'id'
  | 'deviceId'
  | 'confirmedAt'
  | 'rememberMe'
  | 'createdAt'
  | 'methods'
  | 'authenticatedAt'
  | 'steppedUpAt'
  | 'idleLimit'
  | 'absoluteExpiresAt'
  | 'binding'
>;

/** When and why a session ended. */
export interface SessionEnd {
  readonly at: Date;
  readonly reason: EndReason;
}

type Lifetime = Pick<Session, 'absoluteExpiresAt' | 'idleLimit'>;

/** After how long without a use a session expires, in milliseconds. */
export const idleLimitOf = ({ idleLimit }: Pick<Lifetime, 'idleLimit'>, { idle }: SessionLimits): number =>
  idleLimit === null ? idle : Math.min(idle, idleLimit);

const idleAt = (session: Lifetime, lastUsedAt: number, limits: SessionLimits): number =>
  lastUsedAt + idleLimitOf(session, limits);

/** When and why a session expires if it is not used after `lastUsedAt` (in milliseconds). */
export function expiryOf(session: Lifetime, lastUsedAt: number, limits: SessionLimits): SessionEnd {
  const { absoluteExpiresAt } = session;
  const idle = idleAt(session, lastUsedAt, limits);
  return idle < absoluteExpiresAt.getTime()
    ? { at: new Date(idle), reason: 'idle' }
    : { at: absoluteExpiresAt, reason: 'expired' };
}

/**
 * How a session ended, or null while it is live. `lastUsedAt`, in milliseconds, is a parameter because an instance may
 * know of a later use than the stored one.
 */
export function endOf(
  session: Lifetime & Pick<Session, 'endedAt' | 'endReason'>,
  lastUsedAt: number,
  now: Date,
  limits: SessionLimits,
): SessionEnd | null {
  if (session.endedAt && session.endReason) return { at: session.endedAt, reason: session.endReason };
  return isExpired(session, lastUsedAt, now, limits) ? expiryOf(session, lastUsedAt, limits) : null;
}

/** Whether a session has expired. At the limit itself it has. */
export function isExpired(session: Lifetime, lastUsedAt: number, now: Date, limits: SessionLimits): boolean {
  const at = now.getTime();
  return at >= session.absoluteExpiresAt.getTime() || at >= idleAt(session, lastUsedAt, limits);
}
