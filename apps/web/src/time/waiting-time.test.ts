import { expect, test } from 'vitest';
import { waitingTime } from './waiting-time.ts';

test.each([
  [1, 'in 1 second'],
  [60, 'in 60 seconds'],
  [61, 'in 2 minutes'],
  [120, 'in 2 minutes'],
  [3601, 'in 2 hours'],
])('%i seconds are said as %s, and never as less', (seconds, words) => {
  expect(waitingTime(seconds)).toBe(words);
});
