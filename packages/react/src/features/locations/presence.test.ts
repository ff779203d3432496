import { expect, it } from 'vitest';
import type { SessionView } from '../../api/outputs.ts';
import { fakeSession } from '../../testing/fake-session.ts';
import { countPresence } from './presence.ts';

const from = (country: string | null, given: Partial<SessionView> = {}) =>
  fakeSession({ location: { kind: country === null ? 'unknown' : 'country', country }, ...given });

it('countPresence: sorts by devices and marks the current one', () => {
  const { countries } = countPresence([from('BR'), from('DE'), from('DE', { isCurrent: true }), from('AR')]);
  expect(countries).toEqual([
    { country: 'DE', devices: 2, isHere: true, strength: 1 },
    { country: 'AR', devices: 1, isHere: false, strength: 0.8 },
    { country: 'BR', devices: 1, isHere: false, strength: 0.8 },
  ]);
});

it('countPresence: counts private and unknown locations', () => {
  const { countries, privately, unknown } = countPresence([
    from(null),
    from(null),
    from(null, { location: { kind: 'private', country: null } }),
  ]);
  expect([countries, privately, unknown]).toEqual([[], 1, 2]);
});
