import { expect, test } from 'vitest';
import { between, nothing, withSelected } from './selection.ts';

test('what is selected is added, what is not is taken out, and nothing else changes', () => {
  const three = withSelected(nothing, [1, 2, 3], true);
  expect([...withSelected(three, [2, 9], false)]).toEqual([1, 3]);
  expect([...three]).toEqual([1, 2, 3]);
});

test.each([
  [2, 4, [2, 3, 4]],
  [4, 2, [2, 3, 4]],
  [3, 3, [3]],
  [null, 3, [3]],
  [99, 3, [3]],
])('a range from %s to %s is %j', (one, other, range) => {
  expect(between([1, 2, 3, 4, 5], one, other)).toEqual(range);
});
