import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';

/** A native select with an arrow of its own, because the native arrow has no padding to the edge. */
export function Select(props: ComponentProps<'select'>) {
  return (
    <span className="select-box">
      <select {...props} />
      <ChevronDown aria-hidden size={18} />
    </span>
  );
}
