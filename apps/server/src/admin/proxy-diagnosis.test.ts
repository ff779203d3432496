import { expect, it } from 'vitest';
import { proxyFinding } from './proxy-diagnosis.ts';

const sessions = (addressOf: (userId: number) => string, count = 40) =>
  Array.from({ length: count }, (_, userId) => ({ userId, address: addressOf(userId) }));

it('one address of many accounts is noticed, be it private or public', () => {
  expect(proxyFinding(sessions(() => '172.17.0.1', 1))).toMatch(/172\.17\.0\.1, a private address.*TRUST_PROXY/);
  expect(proxyFinding(sessions(() => '198.51.100.7'))).toMatch(
    /40 accounts, of 40, come from 198\.51\.100\.7.*TRUST_PROXY/,
  );
  expect(proxyFinding(sessions((id) => (id < 25 ? '198.51.100.7' : `203.0.113.${id}`)))).toContain(
    '25 accounts, of 40',
  );
});

it('a few addresses of many accounts are noticed, as those of a CDN', () => {
  expect(proxyFinding(sessions((id) => `198.51.100.${id % 8}`))).toMatch(/40 accounts come from 8 addresses.*CDN/);
});

it.each([
  ['no session', []],
  ['one person with many sessions', sessions(() => '198.51.100.7').map(({ address }) => ({ userId: 1, address }))],
  ['a family', sessions(() => '198.51.100.7', 5)],
  ['people everywhere', sessions((id) => `198.51.100.${id}`)],
  ['an office among people everywhere', sessions((id) => (id < 15 ? '198.51.100.7' : `203.0.113.${id}`))],
])('%s is nothing to notice', (_what, recent) => {
  expect(proxyFinding(recent)).toBeNull();
});
