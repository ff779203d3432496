import type { DeviceDescription } from '@latchkey/client';
import { Check, Minus } from 'lucide-react';
import { type ChangeEvent, useLayoutEffect, useRef } from 'react';
import { DeviceIcon } from '../../devices/device-icon.tsx';

interface SelectTileProps {
  readonly device: DeviceDescription;
  readonly label: string;
  /** `some` for a group of which only a part is selected. */
  readonly selected: boolean | 'some';
  readonly onSelect: (isSelected: boolean, isRange: boolean) => void;
}

/** A device icon that works as a checkbox. */
export function SelectTile({ device, label, selected, onSelect }: SelectTileProps) {
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
      <DeviceIcon device={device} />
      <span aria-hidden className="select-mark">
        <Mark size={14} strokeWidth={3} />
      </span>
    </span>
  );
}
