import { z } from 'zod';

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const isUnit = (text: string): text is keyof typeof units => text in units;

/** A hundred years, in milliseconds: earlier times than that may have no date in PostgreSQL. */
const longest = 36_500 * units.d;

/** Reads a duration such as `30s`, `5m`, `24h` or `14d` as milliseconds. */
export const duration = z.string().transform((text, context) => {
  const [, number = '', unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  const time = isUnit(unit) ? Number(number) * units[unit] : Infinity;
  if (time <= longest) return time;
  context.addIssue({ code: 'custom', message: 'must be a length of time up to 36500d, such as 30s, 5m, 24h or 14d' });
  return z.NEVER;
});
