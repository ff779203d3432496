import { sentences } from '../sentences.ts';
import type { ListedSession } from './listed-session.ts';
import { deviceName, ownersName } from './session-name.ts';

interface DeviceLineProps {
  readonly session: ListedSession;
}

/** What is known of a device that goes by a name, for a name may say anything. */
export function DeviceLine({ session }: DeviceLineProps) {
  if (session.name === null) return null;
  const device = deviceName(session.device);
  return (
    <p className="text-sm text-muted wrap-anywhere">
      {ownersName(session) === null ? sentences.sessions.selfNamed(device) : device}
    </p>
  );
}
