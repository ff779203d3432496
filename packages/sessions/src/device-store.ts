import type { DeviceTokenHash } from './device-token.ts';

/** A new name for a device, or null for none, and who gives it. */
export interface DeviceRename {
  readonly userId: number;
  readonly deviceId: number;
  readonly name: string | null;
  readonly at: Date;
  readonly actorSessionId: number;
}

/**
 * Where devices are kept. A device belongs to one user: one browser installation, known by its own random cookie, or one
 * sign-in of a program. Two people in one browser have a device each, and see nothing of one another.
 */
export interface DeviceStore {
  /** Whether this browser has signed in to the account with this address before. */
  isKnown(email: string, deviceTokenHash: DeviceTokenHash): Promise<boolean>;
  /** Renames a device of the user and writes the event, in one step. Tells whether there was such a device. */
  rename(rename: DeviceRename): Promise<boolean>;
}
