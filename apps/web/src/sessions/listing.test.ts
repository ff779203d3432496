import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { withNews } from './listing.ts';

const [one, two, three] = [fakeSession({ id: 1 }), fakeSession({ id: 2 }), fakeSession({ id: 3 })];

test('news put in what is new, replace what has changed, take out what is gone, and leave the rest as it is', () => {
  const renamed = fakeSession({ id: 2, ownersName: 'Kitchen' });
  const after = withNews([one, two], { now: [renamed, three], gone: [1, 999] });
  expect(after).toEqual([renamed, three]);
  expect(withNews(after, { now: [], gone: [] })[0]).toBe(renamed);
});

test('what is both told of and gone is gone', () => {
  expect(withNews([one], { now: [two], gone: [2] })).toEqual([one]);
});
