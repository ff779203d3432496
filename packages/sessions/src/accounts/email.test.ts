import { expect, test } from 'vitest';
import { canonicalEmail, email } from './email.ts';

test.each([
  ['  Ada@Example.COM ', 'ada@example.com'],
  ['ada@exämple.de', 'ada@xn--exmple-cua.de'],
  ['ADA@EXÄMPLE.DE', 'ada@xn--exmple-cua.de'],
  ['ada@exa\u0308mple.de', 'ada@xn--exmple-cua.de'],
  ['ada@XN--EXMPLE-CUA.de', 'ada@xn--exmple-cua.de'],
  ['ada@mail.exämple.de', 'ada@mail.xn--exmple-cua.de'],
  ['ada@пример.рф', 'ada@xn--e1afmkfd.xn--p1ai'],
  ['ada@xn--e1afmkfd.xn--p1ai', 'ada@xn--e1afmkfd.xn--p1ai'],
  ['ada@例え。jp', 'ada@xn--r8jz45g.jp'],
  ['ada@faß.de', 'ada@xn--fa-hia.de'],
  ['A&B@example.org', 'a&b@example.org'],
  ['x/y=!#$%*?^_`{|}~-z@exämple.de', 'x/y=!#$%*?^_`{|}~-z@xn--exmple-cua.de'],
  ["o'brien+news@mail.example.co.uk", "o'brien+news@mail.example.co.uk"],
])('the address %s is the account %s', (typed, account) => {
  expect(email.parse(typed)).toBe(account);
  expect(canonicalEmail(typed)).toBe(account);
  expect(email.parse(account)).toBe(account);
});

test.each([
  '',
  'ada',
  'ada@',
  `${'a'.repeat(65)}@example.com`,
  '@example.com',
  'a b@example.com',
  'a,b@example.com',
  'a<b>@example.com',
  'a\\b@example.com',
  '"a"@example.com',
  'a..b@example.com',
  '.a@example.com',
  'ada@example',
  'ada@example.com.',
  'ada@.example.com',
  'ada@exa_mple.com',
  'ada@-example.com',
  'ada@exämple.de:25',
  'ada@exämple.de/x',
  'ada@exä%6dple.de',
  'ada@mail.example.com1',
  'ada@mail.example.1com',
  'ada@192.0.2.1',
  'ada@０x7f.1',
  'ada@[::1]',
  'ada@xn--ä.de',
  'ada@exä mple.de',
  'ada@b@exämple.de',
  '\u212aim@example.com',
  'ädä@example.com',
  'аda@example.com',
  `${'a'.repeat(250)}@example.com`,
  `ada@${'ä'.repeat(60)}.${'ä'.repeat(60)}.${'ä'.repeat(60)}.${'ä'.repeat(50)}.de`,
])('%s is no address of an account', (text) => {
  expect(email.safeParse(text).success).toBe(false);
});

test.each([
  [' ADA ', 'ada'],
  ['@EXÄMPLE.de', '@xn--exmple-cua.de'],
  ['ADA@xn--ä.de', 'ada@xn--ä.de'],
])('%s, which is no address, has the canonical form %s', (text, canonical) => {
  expect(canonicalEmail(text)).toBe(canonical);
});
