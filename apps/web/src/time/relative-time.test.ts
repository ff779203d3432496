import { expect, test } from 'vitest';
import { timeAgo, timeAhead } from './relative-time.ts';

const now = new Date(2026, 10, 23, 9, 0);

test.each([
  [new Date(2026, 10, 23, 8, 57), '3 minutes ago'],
  [new Date(2026, 10, 23, 9, 0), 'this minute'],
  [new Date(2026, 10, 22, 23, 30), '9 hours ago'],
  [new Date(2026, 10, 22, 8, 0), 'yesterday'],
  [new Date(2026, 10, 21, 23, 0), '2 days ago'],
  [new Date(2026, 10, 23, 14, 30), 'in 5 hours'],
  [new Date(2026, 10, 24, 10, 0), 'tomorrow'],
  [new Date(2026, 11, 7, 9, 0), 'in 14 days'],
])('%s is said as %s', (at, words) => {
  expect(at > now ? timeAhead(at, now) : timeAgo(at, now)).toBe(words);
});

test('what has happened is never in the future, and what is to come never in the past', () => {
  const [before, after] = [new Date(2026, 10, 23, 8, 50), new Date(2026, 10, 23, 9, 10)];
  expect(timeAgo(after, now)).toBe('this minute');
  expect(timeAhead(before, now)).toBe('this minute');
});
