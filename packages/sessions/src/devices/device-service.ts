import type { Clock } from '../clock.ts';
import type { Principal } from '../sessions/principal.ts';
import type { Result } from '../result.ts';

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

interface Deps {
  readonly store: DeviceStore;
  readonly clock: Clock;
}

/** The devices of a user. */
export class DeviceService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Sets or clears (null) the label of a device of the user. */
  async rename(
    { user, session }: Principal,
    deviceId: number,
    label: string | null,
  ): Promise<Result<null, 'device_not_found'>> {
    const rename = { userId: user.id, deviceId, label, at: this.#deps.clock(), actorSessionId: session.id };
    return (await this.#deps.store.rename(rename))
      ? { ok: true, value: null }
      : { ok: false, code: 'device_not_found' };
  }
}
