import { expect, test } from 'vitest';
import { signInAddressAt } from './sign-in-elsewhere.tsx';

const origin = 'https://app.example.com';

test.each([
  ['/login', '', 'https://app.example.com/login?next=%2Fsessions'],
  [
    '/login?tenant=1',
    '?next=%2Finvoices%3Fpage%3D2',
    'https://app.example.com/login?tenant=1&next=%2Finvoices%3Fpage%3D2',
  ],
  ['https://id.example.com/in', '?next=/history', 'https://id.example.com/in?next=%2Fhistory'],
  ['/login', '?next=https://evil.example', 'https://app.example.com/login?next=%2Fsessions'],
  ['/login', '?next=//evil.example', 'https://app.example.com/login?next=%2Fsessions'],
  ['/login', '?next=/.//evil.example', 'https://app.example.com/login?next=%2Fsessions'],
  ['/login', '?next=/%5Cevil.example', 'https://app.example.com/login?next=%2Fsessions'],
  ['/login?next=/x', '?next=/y', 'https://app.example.com/login?next=%2Fy'],
])('%s from %s is %s', (signInUrl, search, address) => {
  expect(signInAddressAt(signInUrl, { origin, search, hash: '' })).toBe(address);
});
