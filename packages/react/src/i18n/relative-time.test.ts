import { expect, test } from 'vitest';
import { timeAgo, timeAhead, waitingTime } from './relative-time.ts';

const now = new Date(2026, 10, 23, 9, 0);

test.each([
  [new Date(2026, 10, 23, 8, 57), '3 minutes ago'],
  [new Date(2026, 10, 23, 9, 0), 'just now'],
  [new Date(2026, 10, 23, 8, 59, 1), 'just now'],
  [new Date(2026, 10, 23, 8, 59), '1 minute ago'],
  [new Date(2026, 10, 23, 9, 0, 20), 'in 1 minute'],
  [new Date(2026, 10, 22, 23, 30), '9 hours ago'],
  [new Date(2026, 10, 22, 8, 0), 'yesterday'],
  [new Date(2026, 10, 21, 23, 0), '2 days ago'],
  [new Date(2026, 10, 23, 14, 30), 'in 5 hours'],
  [new Date(2026, 10, 24, 10, 0), 'tomorrow'],
  [new Date(2026, 11, 7, 9, 0), 'in 14 days'],
])('timeAgo: %s is %s', (at, words) => {
  expect(at > now ? timeAhead(at, now) : timeAgo(at, now)).toBe(words);
});

test('timeAgo and timeAhead: never on the other side of now', () => {
  const [before, after] = [new Date(2026, 10, 23, 8, 50), new Date(2026, 10, 23, 9, 10)];
  expect(timeAgo(after, now)).toBe('just now');
  expect(timeAhead(before, now)).toBe('in 1 minute');
});

test.each([
  [1, 'in 1 second'],
  [60, 'in 60 seconds'],
  [61, 'in 2 minutes'],
  [120, 'in 2 minutes'],
  [3601, 'in 2 hours'],
])('waitingTime: %i seconds are %s, rounded up', (seconds, words) => {
  expect(waitingTime(seconds)).toBe(words);
});
