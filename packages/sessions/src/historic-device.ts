import { type DeviceDescription, describeDevice } from './device-description.ts';
import type { EventActor } from './session-event.ts';

/** A device as its owner sees it in the history. */
export interface HistoricDevice {
  readonly device: DeviceDescription;
  /** What its owner calls it by now, or null. */
  readonly ownersName: string | null;
}

export const historicDevice = ({ userAgent, deviceName }: EventActor): HistoricDevice => ({
  device: describeDevice(userAgent),
  ownersName: deviceName,
});
