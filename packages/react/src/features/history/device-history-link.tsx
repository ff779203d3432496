import { ScreenLink } from '../../embedding/screen-link.tsx';
import { messages } from '../../i18n/messages.ts';
import { everything, writeView } from './history-view.ts';

interface DeviceHistoryLinkProps {
  readonly deviceId: number;
  /** The unique name of the device, for screen readers. */
  readonly uniqueName: string;
}

/** A link to the history of one device. */
export function DeviceHistoryLink({ deviceId, uniqueName }: DeviceHistoryLinkProps) {
  const { ofDevice } = messages.history;
  return (
    <ScreenLink
      screen="history"
      state={writeView({ ...everything, deviceId })}
      aria-label={`${ofDevice}: ${uniqueName}`}
      className="link inline-flex min-h-11 items-center"
    >
      {ofDevice}
    </ScreenLink>
  );
}
