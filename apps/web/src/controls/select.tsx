import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';

/** The platform's own, with an arrow beside it, for the platform's arrow sticks to the edge. */
export function Select(props: ComponentProps<'select'>) {
  return (
    <span className="select-box">
      <select {...props} />
      <ChevronDown aria-hidden size={18} />
    </span>
  );
}
