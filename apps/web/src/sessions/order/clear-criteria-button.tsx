import { useRef } from 'react';
import { sentences } from '../../sentences.ts';
import { useFocusHeir } from '../use-focus-heir.ts';

interface ClearCriteriaButtonProps {
  readonly onClear: () => void;
}

/** Shows all sessions again. It goes with what it has cleared. */
export function ClearCriteriaButton({ onClear }: ClearCriteriaButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusHeir(button);
  return (
    <button ref={button} type="button" className="link ms-auto min-h-11" onClick={onClear}>
      {sentences.order.clear}
    </button>
  );
}
