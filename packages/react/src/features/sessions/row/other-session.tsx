import { memo, type Ref, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { messages } from '../../../i18n/messages.ts';
import { moveFocusOut } from '../../../ui/focus.ts';
import type { CheckReason } from '../checks/check-reason.ts';
import { useEndingIds } from '../end-session/end-request.ts';
import { RevokeButton } from '../end-session/revoke-button.tsx';
import { SelectTile } from '../selection/select-tile.tsx';
import type { Selection } from '../selection/selection.ts';
import { SessionRow, type SessionRowState } from './session-row.tsx';

interface OtherSessionProps extends SessionRowState {
  readonly isMember: boolean;
  readonly reason: CheckReason | null;
  readonly leaving: boolean;
  /** Null where nothing can be selected. */
  readonly isSelected: boolean | null;
  readonly onSelect: Selection['select'] | undefined;
}

/** The row of a session that is not the current one, with the button that ends it. */
export const OtherSession = memo(function OtherSession({
  measure,
  leaving,
  isSelected,
  onSelect,
  ...shared
}: OtherSessionProps) {
  const { session, uniqueName } = shared;
  const row = useRef<HTMLLIElement>(null);
  const ref: Ref<HTMLLIElement> = useCallback(
    (element: HTMLLIElement | null) => {
      row.current = element;
      measure?.(element);
    },
    [measure],
  );
  const isOwn = useEndingIds().has(session.id);
  // The answer to the request may be there before the row has left.
  const [wasOwn, setWasOwn] = useState(isOwn);
  if (!leaving && wasOwn !== isOwn) setWasOwn(isOwn);

  useLayoutEffect(() => {
    if (leaving && row.current) moveFocusOut(row.current);
  }, [leaving]);

  const { id, device } = session;
  return (
    <SessionRow
      {...shared}
      ref={ref}
      pending={isOwn || leaving}
      leaving={leaving && (wasOwn ? 'own' : 'ended')}
      tile={
        isSelected !== null && (
          <SelectTile
            device={device}
            label={messages.selection.select(uniqueName)}
            selected={isSelected}
            onSelect={(willBeSelected, isRange) => onSelect?.([id], willBeSelected, isRange)}
          />
        )
      }
      action={<RevokeButton session={session} uniqueName={uniqueName} pending={isOwn || leaving} />}
    />
  );
});
