import { expect, test } from 'vitest';
import { fakeSession } from './listed-session.fake.ts';
import { labelsOf } from './session-labels.ts';

const place = (country: string) => ({ kind: 'country' as const, country });
const labels = (...sessions: Parameters<typeof fakeSession>[0][]) => {
  const all = sessions.map((given, index) => fakeSession({ id: index + 1, ...given }));
  return all.map(labelsOf(all));
};

test('a name that only one session has is enough for its buttons', () => {
  expect(labels({ ownersName: 'Desk' }, { ownersName: 'Phone' })).toEqual(['Desk', 'Phone']);
});

test('sessions of one name have buttons that differ by their country', () => {
  expect(labels({ place: place('DE') }, { place: place('BR') })).toEqual([
    'Firefox 128 on Linux, Germany, approximately',
    'Firefox 128 on Linux, Brazil, approximately',
  ]);
});

test('sessions of one name and one country have buttons that differ by the time of the sign-in', () => {
  const [one, other] = labels({ createdAt: '2026-11-01T09:00:00Z' }, { createdAt: '2026-11-02T09:00:00Z' });
  expect(one).toMatch(/^Firefox 128 on Linux, Signed in Nov 1, 2026, /);
  expect(other).toMatch(/^Firefox 128 on Linux, Signed in Nov 2, 2026, /);
});

test('sessions that differ in nothing have buttons that differ by a number', () => {
  expect(new Set(labels({}, {}, {})).size).toBe(3);
});

test('names that are the same as far as they are shown have buttons that differ', () => {
  const long = 'x'.repeat(60);
  const [one, other] = labels({ ownersName: `${long}1` }, { ownersName: `${long}2` });
  expect(one).not.toBe(other);
});
