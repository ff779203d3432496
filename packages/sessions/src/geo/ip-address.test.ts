import { expect, it } from 'vitest';
import { canonicalIp } from './ip-address.ts';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['2001:DB8:0:0:0:0:0:7', '2001:db8::7'],
  ['2001:0db8:0000:0001::0007', '2001:db8:0:1::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['[2001:DB8::7]:443', '2001:db8::7'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:443', 'fe80::1'],
  ['2001:db8::203.0.113.7', '2001:db8::cb00:7107'],
  ['::', '::'],
  ['::203.0.113.7', '::cb00:7107'],
  ['::cb00:7107', '::cb00:7107'],
  ['2002:cb00:7107::1', '2002:cb00:7107::1'],
  ['2001:0:cb00:7107:8000:63bf:3fff:fdd2', '2001:0:cb00:7107:8000:63bf:3fff:fdd2'],
])('an address has one spelling: %s is %s', (text, address) => {
  expect(canonicalIp(text)).toBe(address);
});

it.each([
  '::ffff:203.0.113.7',
  '::FFFF:cb00:7107',
  '0:0:0:0:0:ffff:cb00:7107',
  '[::ffff:203.0.113.7]:80',
  '::ffff:203.0.113.7%eth0',
  '64:ff9b::203.0.113.7',
  '64:FF9B::cb00:7107',
  '0064:ff9b:0:0:0:0:cb00:7107',
])('an IPv4-mapped or NAT64 address is the IPv4 address inside: %s', (text) => {
  expect(canonicalIp(text)).toBe('203.0.113.7');
});

it.each(['64:ff9b:1::203.0.113.7', '64:ff9b::1:203.0.113.7', '::fffe:203.0.113.7'])(
  'no other IPv6 address is taken for an IPv4 one: %s',
  (text) => {
    expect(canonicalIp(text)).toContain(':cb00:7107');
  },
);

it.each([
  '',
  ' ',
  'unknown',
  '_hidden',
  'localhost',
  '1.2.3',
  '127.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '2130706433',
  '256.1.1.1',
  '1.2.3.4/8',
  '1.2.3.4%eth0',
  '1.2.3.4:',
  '1.2.3.4:123456',
  '[1.2.3.4]',
  '[1.2.3.4]:80',
  '[::1',
  '::1]',
  '[[::1]]',
  '[]',
  ':80',
  '2001:::1',
  '1:2:3:4:5:6:7:8:9',
  '2001:db8::7, 203.0.113.1',
  '"[2001:db8::7]"',
  '<script>',
  '203.0.113.7\u0000',
  '２０３.0.113.7',
  `fe80::1%${'x'.repeat(60_000)}`,
  '9'.repeat(60_000),
])('text that is no address is none', (text) => {
  expect(canonicalIp(text)).toBeNull();
});
