import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { messages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { focusHeading } from '../../ui/focus.ts';

interface DeviceNotProvedNoticeProps {
  readonly pending: boolean;
  readonly retry: () => void;
}

/** Explains that the browser did not prove that it is the session's device, and offers to try again. */
export default function DeviceNotProvedNotice({ pending, retry }: DeviceNotProvedNoticeProps) {
  // The element that had the focus was unmounted with the screen.
  useEffect(focusHeading, []);
  const { retry: action, retrying } = messages.loading;
  return (
    <section
      tabIndex={-1}
      data-read-first
      aria-labelledby="device-not-proved"
      aria-describedby="device-not-proved-how"
      className="card card-current mb-5 flex flex-wrap gap-4 p-5 outline-none sm:p-6"
    >
      <span className="tile">
        <KeyRound aria-hidden size={22} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <p id="device-not-proved" className="leading-6 font-semibold">
          {messages.deviceNotProvedTitle}
        </p>
        <p id="device-not-proved-how" className="mt-1 text-sm text-pretty">
          {messages.errors.device_not_proved}
        </p>
        <Button className="mt-4" pending={pending} onClick={retry}>
          {pending ? retrying : action}
        </Button>
      </div>
    </section>
  );
}
