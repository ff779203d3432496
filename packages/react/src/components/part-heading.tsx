import { useEffect } from 'react';
import { focusHeading } from '../ui/focus.ts';

interface PartHeadingProps {
  /** Whether it takes the focus, because what had it is gone. */
  readonly isFocused?: boolean;
  readonly children: string;
}

/** The heading of a part, below the heading of the application's page. */
export function PartHeading({ isFocused = false, children }: PartHeadingProps) {
  useEffect(() => {
    if (isFocused) focusHeading();
  }, [isFocused]);
  return (
    <h2 tabIndex={-1} data-heading className="text-2xl font-semibold tracking-tight text-balance outline-none">
      {children}
    </h2>
  );
}
