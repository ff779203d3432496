import { Link } from 'wouter';
import { messages } from '../../i18n/messages.ts';
import { routes } from '../../layout/routes.ts';
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
    <Link
      href={`${routes.history}#${writeView({ ...everything, deviceId }).toString()}`}
      aria-label={`${ofDevice}: ${uniqueName}`}
      className="link inline-flex min-h-11 items-center"
    >
      {ofDevice}
    </Link>
  );
}
