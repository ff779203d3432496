import { expect, it } from 'vitest';
import type { ListedSession } from '../sessions/listed-session.ts';
import { fakeSession } from '../sessions/listed-session.fake.ts';
import { presencesOf } from './presence.ts';

const from = (country: string | null, given: Partial<ListedSession> = {}) =>
  fakeSession({ place: { kind: country === null ? 'unknown' : 'country', country }, ...given });

it('the country with most devices comes first, and this device’s is marked', () => {
  const { countries } = presencesOf([from('BR'), from('DE'), from('DE', { isCurrent: true }), from('AR')]);
  expect(countries).toEqual([
    { country: 'DE', devices: 2, isHere: true, strength: 1 },
    { country: 'AR', devices: 1, isHere: false, strength: 0.8 },
    { country: 'BR', devices: 1, isHere: false, strength: 0.8 },
  ]);
});

it('what is in no country that is known is counted too', () => {
  const { countries, privately, unknown } = presencesOf([
    from(null),
    from(null),
    from(null, { place: { kind: 'private', country: null } }),
  ]);
  expect([countries, privately, unknown]).toEqual([[], 1, 2]);
});
