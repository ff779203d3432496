import { locale } from './locale.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Numbers of days that have a name: 7 days are `1 week`. */
const named = new Map<number, readonly [number, string]>([
  [7, [1, 'week']],
  [30, [1, 'month']],
  [90, [3, 'month']],
  [180, [6, 'month']],
  [365, [12, 'month']],
]);

function partsOf(milliseconds: number): readonly [number, string] {
  if (milliseconds < hour) return [milliseconds / minute, 'minute'];
  if (milliseconds < day) return [milliseconds / hour, 'hour'];
  const days = milliseconds / day;
  return named.get(days) ?? [days, 'day'];
}

/** Writes milliseconds as `1 week`, `14 days` or `1.5 hours`. */
export function durationWords(milliseconds: number): string {
  const [count, unit] = partsOf(milliseconds);
  const words = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale(), words).format(count);
}
