import type { ActiveDays } from './active-days.ts';
import { type DeviceDescription, describeDevice, informationLine } from './device-description.ts';
import { harmlessName } from './given-name.ts';
import type { Place, Places } from './place.ts';
import { type LiveSession, type SessionActivity, lapsesAt } from './session.ts';
import type { SessionLimits } from './session-limits.ts';

/** A session as its owner sees it. */
export interface ListedSession {
  readonly id: number;
  readonly deviceId: number;
  /** What its owner calls the device, or null. */
  readonly ownersName: string | null;
  /** The name that a program gave itself, or null. */
  readonly selfName: string | null;
  readonly device: DeviceDescription;
  /** The documented line: the name that a program gave itself, or else the device's description. */
  readonly information: string;
  readonly address: string | null;
  readonly place: Place;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly activeDays: ActiveDays;
  /** When time alone will end it. */
  readonly expiresAt: Date;
  /** Whether using it puts that off. */
  readonly expiresUnlessUsed: boolean;
  readonly isCurrent: boolean;
  /** Whether the owner of the account has said that the device is theirs, or it was there from the beginning. */
  readonly isConfirmed: boolean;
  /** Whether its token opens nothing without its device. */
  readonly isBound: boolean;
}

/** Takes the last use apart from the session, as `endOf` does. */
export function listedSession(
  session: Omit<LiveSession, keyof SessionActivity>,
  { lastUsedAt, activeDays }: SessionActivity,
  currentId: number | null,
  limits: SessionLimits,
  places: Places,
): ListedSession {
  const device = describeDevice(session.userAgent);
  const selfName = harmlessName(session.information);
  const lapse = lapsesAt(session, lastUsedAt.getTime(), limits);
  return {
    id: session.id,
    deviceId: session.deviceId,
    ownersName: harmlessName(session.deviceName),
    selfName,
    device,
    information: selfName ?? informationLine(device),
    address: session.address,
    // Looked up only where somebody wants to know: programs over REST are not told.
    get place() {
      return places.of(session.address);
    },
    createdAt: session.createdAt,
    lastUsedAt,
    activeDays,
    expiresAt: lapse.at,
    expiresUnlessUsed: lapse.reason === 'idle',
    isCurrent: session.id === currentId,
    isConfirmed: session.confirmedAt !== null,
    isBound: session.isBound,
  };
}

/** The order of a list: the oldest use first. */
export const byLastUse = (one: ListedSession, other: ListedSession): number =>
  one.lastUsedAt.getTime() - other.lastUsedAt.getTime() || one.id - other.id;
