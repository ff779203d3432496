import { z } from 'zod';

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const isUnit = (text: string): text is keyof typeof units => text in units;

/** Reads a duration such as `30s`, `5m`, `24h` or `14d` as milliseconds. */
export const duration = z.string().transform((text, context) => {
  const [, number = '', unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (isUnit(unit)) return Number(number) * units[unit];
  context.addIssue({ code: 'custom', message: 'must be a length of time, such as 30s, 5m, 24h or 14d' });
  return z.NEVER;
});
