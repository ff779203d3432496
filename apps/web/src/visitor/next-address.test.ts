import { expect, test } from 'vitest';
import { nextAddress } from './next-address.ts';

const origin = 'https://app.example.com';
const nextIn = (next: string, hash = '') => nextAddress({ origin, search: `?${new URLSearchParams({ next })}`, hash });

test.each([
  ['/invoices/7', `${origin}/invoices/7`],
  ['/search?q=a&page=2#third', `${origin}/search?q=a&page=2#third`],
  ['/', `${origin}/`],
  ['/é/../b', `${origin}/b`],
  // A path may look like a host, and stays a path.
  ['/.//evil.example', `${origin}//evil.example`],
])('an application gets back whom it sent: %s', (next, address) => {
  expect(nextIn(next)).toBe(address);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n\\evil.example',
  ' //evil.example',
  'https://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '.evil.example',
  '@evil.example',
  '//[',
  '',
])('nobody is led elsewhere: %j', (next) => {
  expect(nextIn(next)).toBeNull();
});

test('without it there is nowhere to go on to', () => {
  expect(nextAddress({ origin, search: '?other=/invoices', hash: '' })).toBeNull();
});

test('whoever wants to choose a new password first stays for that', () => {
  expect(nextIn('/invoices/7', '#new-password')).toBeNull();
});
