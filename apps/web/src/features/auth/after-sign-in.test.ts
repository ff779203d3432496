import { expect, test } from 'vitest';
import { nextAddress } from './after-sign-in.tsx';

const origin = 'https://app.example.com';
const nextIn = (next: string, hash = '') => nextAddress({ origin, search: `?${new URLSearchParams({ next })}`, hash });

test.each([
  ['/invoices/7', `${origin}/invoices/7`],
  ['/search?q=a&page=2#third', `${origin}/search?q=a&page=2#third`],
  ['/', `${origin}/`],
  ['/é/../b', `${origin}/b`],
  // A path that looks like a host stays a path.
  ['/.//evil.example', `${origin}//evil.example`],
])('nextAddress: returns a path of this origin: %s', (next, address) => {
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
])('nextAddress: null for another origin: %j', (next) => {
  expect(nextIn(next)).toBeNull();
});

test('nextAddress: null without next', () => {
  expect(nextAddress({ origin, search: '?other=/invoices', hash: '' })).toBeNull();
});

test('nextAddress: null where a hash asks for a new password', () => {
  expect(nextIn('/invoices/7', '#new-password')).toBeNull();
});
