import { KeyRound } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { focusHeading } from '@latchkey/react/ui/focus.ts';

interface FirstNoticeProps {
  readonly title: string;
  /** The explanation, which a screen reader says after the title. */
  readonly children: ReactNode;
  readonly action: ReactNode;
}

/** A card above the sign-in form that is read first. It takes the focus, because the screen that had it is gone. */
export function FirstNotice({ title, children, action }: FirstNoticeProps) {
  useEffect(focusHeading, []);
  return (
    <section
      tabIndex={-1}
      data-read-first
      aria-labelledby="notice-title"
      aria-describedby="notice-explanation"
      className="card card-current mb-5 flex flex-wrap gap-4 p-5 outline-none sm:p-6"
    >
      <span className="tile">
        <KeyRound aria-hidden size={22} strokeWidth={1.75} />
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <p id="notice-title" className="leading-6 font-semibold">
          {title}
        </p>
        <div id="notice-explanation" className="mt-1 grid gap-2 text-sm text-pretty wrap-anywhere">
          {children}
        </div>
        {action}
      </div>
    </section>
  );
}
