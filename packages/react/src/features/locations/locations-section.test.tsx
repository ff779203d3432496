import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { SessionView } from '../../api/outputs.ts';
import { fakeSession } from '../../testing/fake-session.ts';
import { LocationsSection } from './locations-section.tsx';

const inCountry = (country: string, given: Partial<SessionView> = {}) =>
  fakeSession({ location: { kind: 'country', country }, ...given });
const itemsOf = (sessions: readonly SessionView[]) =>
  [...renderToStaticMarkup(<LocationsSection sessions={sessions} />).matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(
    ([, item = '']) => item.replaceAll(/<[^>]*>/g, ''),
  );

test('locations section: lists countries by devices, then private and unknown locations', () => {
  const privately = fakeSession({ location: { kind: 'private', country: null } });
  const sessions = [inCountry('DE', { isCurrent: true }), inCountry('BR'), inCountry('BR'), privately, fakeSession()];
  expect(itemsOf(sessions)).toEqual([
    'Brazil: 2 devices',
    'Germany: 1 deviceThis device',
    expect.stringContaining('1 device'),
    expect.stringContaining('1 device'),
  ]);
});

test('locations section: is absent without a known country', () => {
  expect(renderToStaticMarkup(<LocationsSection sessions={[fakeSession()]} />)).toBe('');
});
