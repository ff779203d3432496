import { expect, test } from 'vitest';
import { intervalOf } from './history-query.ts';

test('intervalOf: a history of many pages is not loaded again by the interval', () => {
  expect([0, 1, 3, 4].map(intervalOf)).toEqual([15_000, 15_000, 15_000, false]);
});
