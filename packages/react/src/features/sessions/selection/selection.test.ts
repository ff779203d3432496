import { expect, test } from 'vitest';
import { noIds, rangeBetween, withSelected } from './selection.ts';

test('withSelected: adds and removes only the given ids', () => {
  const three = withSelected(noIds, [1, 2, 3], true);
  expect([...withSelected(three, [2, 9], false)]).toEqual([1, 3]);
  expect([...three]).toEqual([1, 2, 3]);
});

test.each([
  [2, 4, [2, 3, 4]],
  [4, 2, [2, 3, 4]],
  [3, 3, [3]],
  [null, 3, [3]],
  [99, 3, [3]],
])('rangeBetween: from %s to %s is %j', (one, other, range) => {
  expect(rangeBetween([1, 2, 3, 4, 5], one, other)).toEqual(range);
});
