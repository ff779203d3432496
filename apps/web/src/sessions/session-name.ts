import { sentences } from '../sentences.ts';
import type { DeviceDescription, ListedSession } from './listed-session.ts';

/** What a session is called on this page: the name that it was given, or else what is known of its device. */
export function sessionName({ ownersName, selfName, device }: ListedSession): string {
  return ownersName ?? selfName ?? deviceName(device);
}

/** `Firefox 128 on Linux`. What is not known is said to be unknown. */
export function deviceName({ software, version, os }: DeviceDescription): string {
  const { unknownBrowser, unknownSystem, software: named, on } = sentences.device;
  return on(software === null ? unknownBrowser : named(software, version), os ?? unknownSystem);
}
