import { expect, it } from 'vitest';
import { OfflineCountryLocator } from './offline-country-locator.ts';

const locator = new OfflineCountryLocator();
const countryOf = (ip: string) => locator.countryOf(ip);

it.each([
  ['DE', '194.25.0.60', '2003::1'],
  ['GB', '212.58.244.20', '2001:630::1'],
  ['FR', '213.186.33.5', '2001:660::1'],
  ['NL', '193.0.6.139', '2001:67c:2e8:22::1'],
  ['CH', '130.59.31.80', null],
  ['US', '8.8.8.8', '2001:4860:4860::8888'],
  ['CA', '206.47.0.1', '2607:fea8::1'],
  ['BR', '200.160.2.3', '2001:12ff::1'],
  ['JP', '202.232.2.164', '2400:4050::1'],
  ['KR', '168.126.63.1', null],
  ['IN', '115.240.0.1', '2409:4000::1'],
  ['NG', '102.88.0.1', null],
  ['ZA', '196.25.1.1', '2001:4200::1'],
  ['EG', '196.219.0.1', null],
  ['TR', '195.175.39.39', null],
  ['AU', '139.130.4.5', '2001:44b8::1'],
  ['NZ', '210.55.0.1', '2407:7000::1'],
])('finds %s for well-known addresses: %s, %s', (country, ipv4, ipv6) => {
  expect(countryOf(ipv4)).toBe(country);
  if (ipv6) expect(countryOf(ipv6)).toBe(country);
});

it.each(['::ffff:194.25.0.60', '::FFFF:c219:3c', '0:0:0:0:0:ffff:c219:3c', '64:ff9b::194.25.0.60', '194.25.0.60:443'])(
  'finds the country of an IPv4 address written as %s',
  (ip) => {
    expect(countryOf(ip)).toBe('DE');
  },
);

it.each([
  ['2001:268::1', 'a provider in Japan, registered with an Australian record'],
  ['2001:2d8::1', 'a provider in Korea, with the same record'],
  ['1.1.1.1', 'an anycast address'],
])('gives no country if the databases disagree: %s, %s', (ip) => {
  expect(countryOf(ip)).toBeNull();
});

it.each([['2a0d:3340:f400::1', 'registered in the United Kingdom; its operator’s feed says Germany']])(
  'gives no country if one database has none: %s, %s',
  (ip) => {
    expect(countryOf(ip)).toBeNull();
  },
);

it.each([
  '192.0.2.1',
  '198.51.100.7',
  '203.0.113.7',
  '198.18.0.1',
  '192.88.99.1',
  '2001:db8::7',
  '2001:2::5',
  '2001::1',
  '2002:c219:3c::1',
  '5f00::1',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '::',
])('gives no country for a special-purpose address: %s', (ip) => {
  expect(countryOf(ip)).toBeNull();
});

it.each(['', 'unknown', '1.2.3', '1.2.3.4/8', '256.1.1.1', '2003:::1', '08.8.8.8', 'x'.repeat(10_000)])(
  'gives no country for text that is not an IP address: %j',
  (text) => {
    expect(countryOf(text)).toBeNull();
  },
);
