import { type ComponentProps, type Ref, useCallback, useLayoutEffect, useRef } from 'react';
import { sentences } from '../sentences.ts';
import { handOnFocus } from './hand-on-focus.ts';
import type { ListedSession } from './listed-session.ts';
import type { Selection } from './order/use-selection.ts';
import { RevokeButton } from './revoke-button.tsx';
import { SelectTile } from './select-tile.tsx';
import { SessionRow } from './session-row.tsx';
import { useRevoke } from './use-revoke.ts';

interface OtherSessionProps extends Omit<ComponentProps<'li'>, 'ref'> {
  readonly measure?: ((row: HTMLLIElement | null) => void) | undefined;
  readonly session: ListedSession;
  readonly now: Date;
  /** What its buttons are named by. */
  readonly label: string;
  /** Whether it is being ended together with others. */
  readonly pending: boolean;
  readonly leaving: boolean;
  /** Null where nothing can be selected. */
  readonly selection: Selection | null;
}

/** A session on another device, which this one can end. */
export function OtherSession({
  measure,
  session,
  now,
  label,
  pending,
  leaving,
  selection,
  ...item
}: OtherSessionProps) {
  const row = useRef<HTMLLIElement>(null);
  const ref: Ref<HTMLLIElement> = useCallback(
    (shown: HTMLLIElement | null) => {
      row.current = shown;
      measure?.(shown);
    },
    [measure],
  );
  const { mutate, isPending } = useRevoke(session);
  const isEnding = pending || isPending || leaving;

  useLayoutEffect(() => {
    if (leaving && row.current) handOnFocus(row.current);
  }, [leaving]);

  const { id, device } = session;
  return (
    <SessionRow
      {...item}
      ref={ref}
      session={session}
      now={now}
      label={label}
      pending={isEnding}
      leaving={leaving}
      tile={
        selection && (
          <SelectTile
            kind={device.kind}
            label={sentences.selection.select(label)}
            selected={selection.has(id)}
            onSelect={(isSelected, isRange) => selection.select([id], isSelected, isRange)}
          />
        )
      }
      action={<RevokeButton {...{ session, now, label }} pending={isEnding} onConfirm={() => mutate({ id })} />}
    />
  );
}
