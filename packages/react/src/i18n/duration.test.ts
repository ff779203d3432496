import { expect, test } from 'vitest';
import { durationWords } from './duration.ts';

const hour = 3_600_000;
const day = 24 * hour;

test.each([
  [hour / 2, '30 minutes'],
  [1.5 * hour, '1.5 hours'],
  [day, '1 day'],
  [14 * day, '14 days'],
  [7 * day, '1 week'],
  [30 * day, '1 month'],
  [365 * day, '12 months'],
])('durationWords: %d milliseconds are %s', (span, words) => {
  expect(durationWords(span)).toBe(words);
});
