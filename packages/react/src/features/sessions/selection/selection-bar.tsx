import { useEffect, useRef } from 'react';
import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { useFocusFallback } from '../../../ui/focus.ts';
import { useBottomEdge } from '../../../ui/use-bottom-edge.ts';
import { useEndingIds } from '../end-session/end-request.ts';
import { RevokeManyButton } from '../end-session/revoke-many-button.tsx';
import { SelectAll } from './select-all.tsx';
import type { Selection } from './selection.ts';

interface SelectionBarProps {
  readonly selection: Selection;
  readonly visible: readonly SessionView[];
}

/** How many sessions are selected, with buttons to end them or to clear the selection. */
export default function SelectionBar({ selection, visible }: SelectionBarProps) {
  const bar = useRef<HTMLFieldSetElement>(null);
  useFocusFallback(bar);
  useBottomEdge(bar, '--latchkey-selection-bar');
  const { selected, clear } = selection;
  const endingIds = useEndingIds();
  useEscape(clear);
  const { title, count, clear: action, clearOf } = messages.selection;
  return (
    <fieldset ref={bar} aria-label={title} className="selection-bar">
      <output className="font-medium">{count(selected.length)}</output>
      <SelectAll visible={visible} selection={selection} />
      <Button aria-label={clearOf} onClick={clear}>
        {action}
      </Button>
      <RevokeManyButton tone="ending" sessions={selected} pending={selected.every(({ id }) => endingIds.has(id))}>
        {messages.revokeOthers.confirm(selected.length)}
      </RevokeManyButton>
    </fieldset>
  );
}

/** Calls `escape` on the Escape key, except in a dialog or a search field, which use the key themselves. */
function useEscape(escape: () => void) {
  useEffect(() => {
    const note = ({ key, target }: KeyboardEvent) => {
      const isMeant = target instanceof Element && target.closest('dialog, [type=search]') === null;
      if (key === 'Escape' && isMeant) escape();
    };
    document.addEventListener('keydown', note);
    return () => document.removeEventListener('keydown', note);
  }, [escape]);
}
