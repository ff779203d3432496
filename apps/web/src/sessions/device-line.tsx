import { sentences } from '../sentences.ts';
import type { NamedDevice } from './listed-session.ts';
import { deviceName } from './session-name.ts';

interface DeviceLineProps {
  readonly session: NamedDevice;
}

/** What is known of a device that goes by a name, for a name may say anything. */
export function DeviceLine({ session }: DeviceLineProps) {
  const { ownersName, selfName } = session;
  if (ownersName === null && selfName === null) return null;
  const device = deviceName(session.device);
  return (
    <p className="text-sm text-muted wrap-anywhere">
      {ownersName === null ? sentences.sessions.selfNamed(device) : device}
    </p>
  );
}
