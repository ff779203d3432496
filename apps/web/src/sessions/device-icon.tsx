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
import type { DeviceKind } from './listed-session.ts';

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

interface DeviceIconProps {
  readonly kind: DeviceKind;
}

export function DeviceIcon({ kind }: DeviceIconProps) {
  const Icon = icons[kind];
  return (
    <span className="tile" data-kind={kind}>
      <Icon aria-hidden size={22} strokeWidth={1.75} />
    </span>
  );
}
