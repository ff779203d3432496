import type { Clock } from '../clock.ts';
import type { DeviceStore } from './device-store.ts';
import type { Principal } from '../sessions/principal.ts';
import type { Result } from '../result.ts';

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
