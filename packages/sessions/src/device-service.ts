import type { Clock } from './clock.ts';
import type { DeviceStore } from './device-store.ts';
import type { Principal } from './principal.ts';
import type { Result } from './result.ts';

/** The devices of a user. */
export class DeviceService {
  readonly #store: DeviceStore;
  readonly #clock: Clock;

  constructor({ store, clock }: { readonly store: DeviceStore; readonly clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Gives a device of the user a name of their own, or takes it away again. */
  async rename(
    { user, session }: Principal,
    deviceId: number,
    name: string | null,
  ): Promise<Result<null, 'device_not_found'>> {
    const rename = { userId: user.id, deviceId, name, at: this.#clock(), actorSessionId: session.id };
    return (await this.#store.rename(rename)) ? { ok: true, value: null } : { ok: false, code: 'device_not_found' };
  }
}
