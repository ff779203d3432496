import { messages } from '@latchkey/react/i18n/messages.ts';
import { Button } from '@latchkey/react/ui/button.tsx';
import { FirstNotice } from './first-notice.tsx';

interface DeviceNotProvedNoticeProps {
  readonly pending: boolean;
  readonly retry: () => void;
}

/** Explains that the browser did not prove that it is the session's device, and offers to try again. */
export default function DeviceNotProvedNotice({ pending, retry }: DeviceNotProvedNoticeProps) {
  const { retry: action, retrying } = messages.loading;
  const again = (
    <Button className="mt-4" pending={pending} onClick={retry}>
      {pending ? retrying : action}
    </Button>
  );
  return (
    <FirstNotice title={messages.deviceNotProvedTitle} action={again}>
      <p>{messages.errors.device_not_proved}</p>
    </FirstNotice>
  );
}
