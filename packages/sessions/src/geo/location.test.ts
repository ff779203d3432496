import { expect, it } from 'vitest';
import { type CountryLocator, Locations } from './location.ts';

const nowhere: CountryLocator = { countryOf: () => null };
const somewhere: CountryLocator = { countryOf: () => 'DE' };
const placeOf = (address: string | null, locator: CountryLocator) => new Locations(locator).of(address);

it.each([
  ['at home', '192.168.1.7'],
  ['at home', '10.0.0.1'],
  ['at home', '172.31.255.255'],
  ['this machine', '127.0.0.1'],
  ['this machine', '::1'],
  ['on one cable', '169.254.10.1'],
  ['on one cable', 'fe80::1%eth0'],
  ['behind a provider’s translation', '100.127.255.255'],
  ['unique-local', 'fd12:3456::1'],
  ['IPv4 written as IPv6', '::ffff:192.168.1.7'],
  ['IPv4 written as IPv6', '::ffff:c0a8:107'],
])('%s is a private network, whatever a database says: %s', (_what, address) => {
  expect(placeOf(address, somewhere)).toEqual({ kind: 'private', country: null });
});

it.each(['172.32.0.1', '100.128.0.1', '11.0.0.1', '::ffff:8.8.8.8', '2003::1'])(
  'just beside is not private, and is where the database says: %s',
  (address) => {
    expect(placeOf(address, somewhere)).toEqual({ kind: 'country', country: 'DE' });
  },
);

it('an address that has been wiped, or that no database contains, has an unknown location', () => {
  for (const [address, locator] of [
    [null, somewhere],
    ['8.8.8.8', nowhere],
    ['nonsense', nowhere],
    // These addresses are not allocated, also where a database contains them.
    ['240.0.0.1', somewhere],
    ['198.18.0.1', somewhere],
  ] as const) {
    expect(placeOf(address, locator)).toEqual({ kind: 'unknown', country: null });
  }
});

it('what was asked lately is not looked up again, and not all is remembered for ever', () => {
  const asked: string[] = [];
  const locations = new Locations({
    countryOf(address) {
      asked.push(address);
      return 'DE';
    },
  });
  for (let at = 0; at < 3; at++) for (const address of ['8.8.8.8', '9.9.9.9']) locations.of(address);
  expect(asked).toHaveLength(2);
  for (let at = 0; at < 50_000; at++) locations.of(`87.${at >> 8}.${at & 255}.1`);
  expect(locations.of('8.8.8.8').country).toBe('DE');
  expect(asked.filter((address) => address === '8.8.8.8')).toHaveLength(2);
});
