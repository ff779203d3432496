import { expect, it } from 'vitest';
import { networksOf } from './ip-networks.ts';

it.each([
  ['203.0.113.7', '203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.7'],
  ['64:ff9b::203.0.113.7', '203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:0DB8:0001:2::ffff', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8::/64', '2001:db8::/48'],
  ['fe80::1%eth0', 'fe80::/64', 'fe80::/48'],
  ['::1', '::1', '::1'],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', '192.0.2.45', '192.0.2.45'],
  ['2001:0:4136:e378:8000:1:3fff:fdd2', '192.0.2.45', '192.0.2.45'],
  ['2002:c000:22d:1::1', '2002:c000:22d:1::/64', '2002:c000:22d::/48'],
])('limits count %s under %s and %s', (address, narrow, wide) => {
  expect(networksOf(address)).toEqual({ narrow, wide });
});

it('addresses of one /64 share a narrow network, and those of one /48 a wide one', () => {
  const [home, room, neighbour] = ['2001:db8:1:2::1', '2001:db8:1:3::1', '2001:db8:2:2::1'].map(networksOf);
  expect(networksOf('2001:db8:1:2:ffff::9')).toEqual(home);
  expect(room?.narrow).not.toBe(home?.narrow);
  expect(room?.wide).toBe(home?.wide);
  expect(neighbour?.wide).not.toBe(home?.wide);
});

it.each([
  ['NAT64', '64:ff9b::198.51.100.1', '64:ff9b::198.51.100.2'],
  ['NAT64 with a local prefix', '64:ff9b:1::198.51.100.1', '64:ff9b:1::198.51.100.2'],
  ['IPv4-mapped', '::ffff:198.51.100.1', '::ffff:198.51.100.2'],
  ['IPv4-translated', '::ffff:0:198.51.100.1', '::ffff:0:198.51.100.2'],
  ['IPv4-compatible', '::198.51.100.1', '::198.51.100.2'],
])('two IPv4 hosts that are written as IPv6 share no network: %s', (_what, one, other) => {
  expect(networksOf(one).narrow).not.toBe(networksOf(other).narrow);
  expect(networksOf(one).wide).not.toBe(networksOf(other).wide);
});

it.each([null, '', 'unknown', 'x'.repeat(60_000)])('what is no address is counted together', (text) => {
  expect(networksOf(text)).toEqual({ narrow: 'unknown', wide: 'unknown' });
});
