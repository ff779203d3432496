/** A new label of a device (null: none), and the session that sets it. */
export interface DeviceRename {
  readonly userId: number;
  readonly deviceId: number;
  readonly label: string | null;
  readonly at: Date;
  readonly actorSessionId: number;
}

/**
 * Stores devices. A device belongs to one user: one browser installation, identified by a random cookie, or one sign-in
 * of a program. Two users in one browser have a device each, and see nothing of the other's.
 */
export interface DeviceStore {
  /**
   * Sets the label of a device of the user and writes the event, in one step. Returns whether there was such a device.
   */
  rename(rename: DeviceRename): Promise<boolean>;
}
