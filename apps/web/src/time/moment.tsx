import { exactTime } from './calendar.ts';

interface MomentProps {
  readonly at: Date;
  readonly children: string;
}

/** A time in words, with the exact local time for whoever wants it. */
export function Moment({ at, children }: MomentProps) {
  return (
    <time dateTime={at.toISOString()} title={exactTime(at)}>
      {children}
    </time>
  );
}
