import { Check, Minus } from 'lucide-react';
import { type ChangeEvent, useLayoutEffect, useRef } from 'react';
import { DeviceIcon } from './device-icon.tsx';
import type { DeviceKind } from './listed-session.ts';

interface SelectTileProps {
  readonly kind: DeviceKind;
  readonly label: string;
  /** `some` where it stands for several, of which some are selected and some are not. */
  readonly selected: boolean | 'some';
  readonly onSelect: (isSelected: boolean, isRange: boolean) => void;
}

/** A device's icon that can be selected. */
export function SelectTile({ kind, label, selected, onSelect }: SelectTileProps) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = selected === 'some';
  }, [selected]);

  const select = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) =>
    onSelect(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
  const Mark = selected === 'some' ? Minus : Check;
  return (
    <span className="select-tile">
      <input ref={box} type="checkbox" aria-label={label} checked={selected === true} onChange={select} />
      <DeviceIcon kind={kind} />
      <span aria-hidden className="select-mark">
        <Mark size={14} strokeWidth={3} />
      </span>
    </span>
  );
}
