import { expect, test } from 'vitest';
import { fakeSession } from '../../testing/fake-session.ts';
import { uniqueNames } from './unique-names.ts';

const location = (country: string) => ({ kind: 'country' as const, country });
const labels = (...sessions: Parameters<typeof fakeSession>[0][]) => {
  const all = sessions.map((given, index) => fakeSession({ id: index + 1, ...given }));
  return all.map(uniqueNames(all));
};

test('uniqueNames: a name of one session stays', () => {
  expect(labels({ label: 'Desk' }, { label: 'Phone' })).toEqual(['Desk', 'Phone']);
});

test('uniqueNames: equal names differ by location', () => {
  expect(labels({ location: location('DE') }, { location: location('BR') })).toEqual([
    'Firefox 128 on Linux, probably Germany',
    'Firefox 128 on Linux, probably Brazil',
  ]);
});

test('uniqueNames: equal names and locations differ by sign-in time', () => {
  const [one, other] = labels({ createdAt: '2026-11-01T09:00:00Z' }, { createdAt: '2026-11-02T09:00:00Z' });
  expect(one).toMatch(/^Firefox 128 on Linux, Signed in Nov 1, 2026, /);
  expect(other).toMatch(/^Firefox 128 on Linux, Signed in Nov 2, 2026, /);
});

test('uniqueNames: sessions alike in all differ by number', () => {
  expect(new Set(labels({}, {}, {})).size).toBe(3);
});

test('uniqueNames: names equal after truncation differ', () => {
  const long = 'x'.repeat(60);
  const [one, other] = labels({ label: `${long}1` }, { label: `${long}2` });
  expect(one).not.toBe(other);
});
