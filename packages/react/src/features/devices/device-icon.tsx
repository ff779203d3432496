import type { DeviceDescription } from '@latchkey/client';
import {
  CircleQuestionMark,
  Gamepad2,
  type LucideIcon,
  Monitor,
  Smartphone,
  SquareTerminal,
  Tablet,
  Tv,
  Watch,
} from 'lucide-react';
import type { DeviceKind } from '../../api/outputs.ts';
import { brandMark, useMarkPath } from './brand-mark.ts';

const icons: Readonly<Record<DeviceKind, LucideIcon>> = {
  desktop: Monitor,
  phone: Smartphone,
  tablet: Tablet,
  tv: Tv,
  console: Gamepad2,
  wearable: Watch,
  program: SquareTerminal,
  unknown: CircleQuestionMark,
};

/** Kinds that a mark does not show: they stay as a small icon in the corner of the tile. */
const cornerKinds: ReadonlySet<DeviceKind> = new Set<DeviceKind>(['phone', 'tablet', 'tv', 'console', 'wearable']);

interface DeviceIconProps {
  readonly device: DeviceDescription;
}

/** The mark of the device's browser or system, or an icon of its kind where it has none. Decorative: the name says the same. */
export function DeviceIcon({ device }: DeviceIconProps) {
  const Icon = icons[device.kind];
  const mark = brandMark(device);
  const path = useMarkPath(mark);
  return (
    <span className="tile" data-kind={device.kind}>
      {mark === null ? (
        <Icon aria-hidden size={22} strokeWidth={1.75} />
      ) : (
        <svg aria-hidden viewBox="0 0 24 24" className="brand-mark">
          <path d={path} />
        </svg>
      )}
      {mark !== null && cornerKinds.has(device.kind) && (
        <span aria-hidden className="tile-corner">
          <Icon size={14} strokeWidth={2} />
        </span>
      )}
    </span>
  );
}
