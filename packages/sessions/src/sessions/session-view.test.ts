import { describe, expect, test } from 'vitest';
import { type SessionSummary, byLastUse, markedCurrent, sessionView } from './session-view.ts';
import { Locations } from '../geo/location.ts';
import { defaultSessionLimits as limits } from './session-limits.ts';
import { expiryOf } from './session.ts';
import { later, sampleSummary, start } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';

const places = new Locations({ countryOf: () => 'DE' });

const listed = (other: Partial<SessionSummary> = {}) => {
  const session = sampleSummary({ id: 7, deviceId: 8, userAgent: capUserAgent('curl/8.5.0'), ...other });
  return sessionView(session, session, limits, places);
};

describe('a session in the list of its owner', () => {
  test('has the label of its device, that of its program, and a description', () => {
    const named = listed({ clientLabel: 'Backup', label: 'Kitchen' });
    expect(named).toMatchObject({ label: 'Kitchen', clientLabel: 'Backup' });
    const unnamed = listed();
    expect(unnamed).toMatchObject({ label: null, clientLabel: null, device: named.device });
  });

  test('tells when time alone ends it, and whether a use puts that off', () => {
    expect(listed()).toMatchObject({ expiresAt: later(start, limits.idle), expiresUnlessUsed: true });
    const absoluteExpiresAt = later(start, limits.idle);
    expect(listed({ absoluteExpiresAt })).toMatchObject({ expiresAt: absoluteExpiresAt, expiresUnlessUsed: false });
    const ownLimit = listed({ idleLimit: 1000, lastUsedAt: later(start, 5) });
    expect(ownLimit).toMatchObject({ expiresAt: later(start, 1005), lastUsedAt: later(start, 5) });
    expect(listed({ idleLimit: limits.idle + 1 }).expiresAt).toEqual(later(start, limits.idle));
  });

  test('is marked where it is the current one, confirmed, or bound', () => {
    expect(listed()).toMatchObject({ id: 7, deviceId: 8, isCurrent: false, isConfirmed: true, isBound: false });
    const unconfirmed = listed({ confirmedAt: null, isBound: true });
    expect(markedCurrent(unconfirmed, 7)).toMatchObject({ isCurrent: true, isConfirmed: false, isBound: true });
    expect(unconfirmed.isCurrent).toBe(false);
    expect(markedCurrent(listed(), 8).isCurrent).toBe(false);
  });

  test('has the country of its address', () => {
    expect(listed({ ip: '9.9.9.9' }).location).toEqual({ kind: 'country', country: 'DE' });
  });

  test.each([
    ['one that the account knows', 'AT', 'AT CH', false],
    ['one that the account does not know', 'BR', 'AT CH', true],
    ['that of the sign-in', 'DE', 'AT CH', false],
    ['an unknown one', null, 'AT CH', false],
    ['one, before the account knows any', 'BR', null, false],
  ])('was last used from a new country or not: %s', (_which, lastCountry, knownCountries, isNewCountry) => {
    expect(listed({ ip: '9.9.9.9', lastCountry, knownCountries })).toMatchObject({ lastCountry, isNewCountry });
  });

  test('does not show the countries that the account knows', () => {
    expect(listed({ knownCountries: 'AT' })).not.toHaveProperty('knownCountries');
  });

  test('comes after those of an older use, and of the same use after those with a lower id', () => {
    const [used, first, next] = [listed({ id: 1, lastUsedAt: later(start, 1) }), listed({ id: 2 }), listed({ id: 3 })];
    expect([used, next, first].toSorted(byLastUse)).toEqual([first, next, used]);
  });
});

test('a session that becomes idle at the instant of its expiry has expired', () => {
  const session = sampleSummary({ absoluteExpiresAt: later(start, limits.idle) });
  expect(expiryOf(session, start.getTime(), limits).reason).toBe('expired');
  const earlier = sampleSummary({ absoluteExpiresAt: later(start, limits.idle + 1) });
  expect(expiryOf(earlier, start.getTime(), limits).reason).toBe('idle');
});
