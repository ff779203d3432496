import { useRef } from 'react';
import { Button } from '../../controls/button.tsx';
import { useBottomEdge } from '../../screen/use-bottom-edge.ts';
import { sentences } from '../../sentences.ts';
import type { ListedSession } from '../listed-session.ts';
import { useFocusHeir } from '../use-focus-heir.ts';
import { RevokeManyButton } from './revoke-many-button.tsx';
import { useEscape } from './use-escape.ts';
import type { Selection } from './use-selection.ts';

interface SelectionBarProps {
  readonly selection: Selection;
  readonly now: Date;
  readonly pending: boolean;
  readonly onConfirm: (sessions: readonly ListedSession[]) => void;
}

/** How many are selected, and what can be done with them. */
export default function SelectionBar({ selection, now, pending, onConfirm }: SelectionBarProps) {
  const bar = useRef<HTMLFieldSetElement>(null);
  useFocusHeir(bar);
  useBottomEdge(bar, '--selection-bar');
  const { selected, clear } = selection;
  useEscape(clear);
  const { title, count, clear: action, clearOf } = sentences.selection;
  return (
    <fieldset ref={bar} aria-label={title} className="selection-bar">
      <output className="me-auto font-medium">{count(selected.length)}</output>
      <Button aria-label={clearOf} onClick={clear}>
        {action}
      </Button>
      <RevokeManyButton tone="primary" sessions={selected} now={now} pending={pending} onConfirm={onConfirm}>
        {sentences.revokeOthers.confirm(selected.length)}
      </RevokeManyButton>
    </fieldset>
  );
}
