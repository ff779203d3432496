import { exactTime } from '../i18n/calendar.ts';

interface MomentProps {
  readonly at: Date;
  readonly children: string;
}

/** A relative or short time, with the exact local time as its title. */
export function Moment({ at, children }: MomentProps) {
  return (
    <time dateTime={at.toISOString()} title={exactTime(at)}>
      {children}
    </time>
  );
}
