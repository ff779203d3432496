import { type DeviceDescription, describeDevice } from './device-description.ts';
import { harmlessName } from './given-name.ts';
import type { EventActor } from './session-event.ts';

/** A device as its owner sees it in the history. */
export interface HistoricDevice {
  readonly device: DeviceDescription;
  /** What its owner calls it by now, or null. */
  readonly ownersName: string | null;
  /** What it calls itself, or null. */
  readonly selfName: string | null;
}

export const historicDevice = ({ userAgent, deviceName, information }: EventActor): HistoricDevice => ({
  device: describeDevice(userAgent),
  ownersName: harmlessName(deviceName),
  selfName: harmlessName(information),
});
