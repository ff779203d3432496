import { expect, test } from 'vitest';
import { recentDays } from './activity-strip.tsx';

const signs = { used: '#', unused: '.', absent: ' ' };
const now = new Date('2026-11-25T00:30:00.000Z');

test.each([
  ['new today', '2026-11-25T00:10:00Z', '2026-11-25T00:20:00Z', 0b1, '#'],
  ['used yesterday, a minute before midnight', '2026-11-24T23:50:00Z', '2026-11-24T23:59:00Z', 0b1, '#.'],
  ['used now and then', '2026-11-20T09:00:00Z', '2026-11-24T09:00:00Z', 0b10011, '#..##.'],
  ['as old as the strip', '2026-10-27T09:00:00Z', '2026-11-25T00:00:00Z', 0b1, `#${'.'.repeat(28)}#`],
  ['older than that', '2026-09-01T09:00:00Z', '2026-11-25T00:00:00Z', 2 ** 31 - 1, '#'.repeat(30)],
  ['last used longer ago than that', '2026-09-01T09:00:00Z', '2026-10-26T09:00:00Z', 2 ** 31 - 1, '.'.repeat(30)],
  ['from before the days were kept', '2026-11-22T09:00:00Z', '2026-11-25T00:00:00Z', 0b1, '#..#'],
  ['used tomorrow, by a clock that is ahead', '2026-11-25T00:10:00Z', '2026-11-26T00:10:00Z', 0b11, '##'],
])('recentDays: of a session %s', (_which, createdAt, lastUsedAt, activeDays, days) => {
  const marks = recentDays({ createdAt, lastUsedAt, activeDays }, now);
  expect(marks.map((mark) => signs[mark]).join('')).toBe(days.padStart(30));
});
