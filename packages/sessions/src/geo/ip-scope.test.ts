import { expect, it } from 'vitest';
import { ipScope } from './ip-scope.ts';

/** First and last address of every network in IANA's special-purpose registries as of 2025, and of multicast. */
const networks = [
  ['this network', 'reserved', '0.0.0.0', '0.255.255.255'],
  ['private use', 'private', '10.0.0.0', '10.255.255.255'],
  ['shared address space', 'private', '100.64.0.0', '100.127.255.255'],
  ['loopback', 'private', '127.0.0.0', '127.255.255.255'],
  ['link local', 'private', '169.254.0.0', '169.254.255.255'],
  ['private use', 'private', '172.16.0.0', '172.31.255.255'],
  ['IETF protocol assignments', 'reserved', '192.0.0.0', '192.0.0.255'],
  ['documentation', 'reserved', '192.0.2.0', '192.0.2.255'],
  ['AS112', 'reserved', '192.31.196.0', '192.31.196.255'],
  ['AMT', 'reserved', '192.52.193.0', '192.52.193.255'],
  ['6to4 relay anycast', 'reserved', '192.88.99.0', '192.88.99.255'],
  ['private use', 'private', '192.168.0.0', '192.168.255.255'],
  ['AS112', 'reserved', '192.175.48.0', '192.175.48.255'],
  ['benchmarking', 'reserved', '198.18.0.0', '198.19.255.255'],
  ['documentation', 'reserved', '198.51.100.0', '198.51.100.255'],
  ['documentation', 'reserved', '203.0.113.0', '203.0.113.255'],
  ['multicast', 'reserved', '224.0.0.0', '239.255.255.255'],
  ['reserved and broadcast', 'reserved', '240.0.0.0', '255.255.255.255'],
  ['unspecified', 'reserved', '::', '::'],
  ['loopback', 'private', '::1', '::1'],
  ['local NAT64', 'reserved', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['discard', 'reserved', '100::', '100::ffff:ffff:ffff:ffff'],
  ['dummy', 'reserved', '100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff'],
  ['IETF protocol assignments', 'reserved', '2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['benchmarking', 'reserved', '2001:2::5', '2001:2:0:ffff:ffff:ffff:ffff:ffff'],
  ['AMT', 'reserved', '2001:3::', '2001:3:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['AS112', 'reserved', '2001:4:112::', '2001:4:112:ffff:ffff:ffff:ffff:ffff'],
  ['ORCHIDv2', 'reserved', '2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['drone remote ID', 'reserved', '2001:30::', '2001:3f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', 'reserved', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['6to4', 'reserved', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['AS112', 'reserved', '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', 'reserved', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['segment routing', 'reserved', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['unique local', 'private', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['link local', 'private', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['site local', 'private', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['multicast', 'reserved', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['not given out', 'reserved', '4000::', 'fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
] as const;

it.each(networks)(
  'addresses of a special-purpose network are not global: %s is %s, %s to %s',
  (_what, scope, ...ends) => {
    expect(ends.map(ipScope)).toEqual([scope, scope]);
  },
);

it.each([
  '1.0.0.0',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2001:db9::1',
  '2003::1',
  '2620:4f:7fff::1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
])('an address just beside is global: %s', (address) => {
  expect(ipScope(address)).toBe('global');
});

it('an IPv4 address has its own scope inside an IPv4-mapped or NAT64 one, and text that is no address has none', () => {
  expect(['::ffff:192.168.1.7', '64:ff9b::10.0.0.1', 'fe80::1%eth0', '10.0.0.1:80'].map(ipScope)).toEqual(
    Array.from({ length: 4 }, () => 'private'),
  );
  expect([ipScope(''), ipScope('unknown'), ipScope('x'.repeat(60_000))]).toEqual([null, null, null]);
});
