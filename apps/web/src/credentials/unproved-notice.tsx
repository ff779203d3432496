import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../controls/button.tsx';
import { focusHeading } from '../screen/focus-heading.ts';
import { sentences } from '../sentences.ts';

interface UnprovedNoticeProps {
  readonly pending: boolean;
  readonly retry: () => void;
}

/** Says to somebody whose browser could not show that it is the device of their session what they can do. */
export default function UnprovedNotice({ pending, retry }: UnprovedNoticeProps) {
  // What somebody was at is gone, and with it the focus.
  useEffect(focusHeading, []);
  const { retry: action, retrying } = sentences.loading;
  return (
    <section
      tabIndex={-1}
      data-read-first
      aria-labelledby="unproved"
      aria-describedby="unproved-how"
      className="card card-current mb-5 flex flex-wrap gap-4 p-5 outline-none sm:p-6"
    >
      <span className="tile">
        <KeyRound aria-hidden size={22} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <p id="unproved" className="leading-6 font-semibold">
          {sentences.unprovedTitle}
        </p>
        <p id="unproved-how" className="mt-1 text-sm text-pretty">
          {sentences.failures.device_not_proved}
        </p>
        <Button className="mt-4" pending={pending} onClick={retry}>
          {pending ? retrying : action}
        </Button>
      </div>
    </section>
  );
}
