import { describe, expect, it } from 'vitest';
import { SignInAddresses, proxyFinding } from '../../src/http/proxy-diagnosis.ts';

const isPublic = { isPublic: true };

const sessions = (addressOf: (userId: number) => string, count = 40) =>
  Array.from({ length: count }, (_, userId) => ({ userId, ip: addressOf(userId) }));

it('reports one address with many accounts, private or public', () => {
  expect(
    proxyFinding(
      sessions(() => '172.17.0.1', 1),
      isPublic,
    ),
  ).toMatch(/172\.17\.0\.1, a private address.*TRUST_PROXY/);
  expect(
    proxyFinding(
      sessions(() => '198.51.100.7'),
      isPublic,
    ),
  ).toMatch(/40 accounts, of 40, come from 198\.51\.100\.7.*TRUST_PROXY/);
  expect(
    proxyFinding(
      sessions((id) => (id < 25 ? '198.51.100.7' : `203.0.113.${id}`)),
      isPublic,
    ),
  ).toContain('25 accounts, of 40');
});

it('reports a few addresses with many accounts as a CDN', () => {
  expect(
    proxyFinding(
      sessions((id) => `198.51.100.${id % 8}`),
      isPublic,
    ),
  ).toMatch(/40 accounts come from 8 addresses.*CDN/);
});

it.each([
  ['no session', []],
  ['one user with many sessions', sessions(() => '198.51.100.7').map(({ ip }) => ({ userId: 1, ip }))],
  ['a family', sessions(() => '198.51.100.7', 5)],
  ['users at different addresses', sessions((id) => `198.51.100.${id}`)],
  ['an office among users at different addresses', sessions((id) => (id < 15 ? '198.51.100.7' : `203.0.113.${id}`))],
])('reports nothing for %s', (_what, recent) => {
  expect(proxyFinding(recent, isPublic)).toBeNull();
});

it('ignores loopback addresses without a public URL', () => {
  for (const address of ['127.0.0.1', '::1']) {
    expect(
      proxyFinding(
        sessions(() => address),
        { isPublic: false },
      ),
    ).toBeNull();
    expect(
      proxyFinding(
        sessions(() => address),
        isPublic,
      ),
    ).toContain(address);
  }
  expect(
    proxyFinding(
      sessions(() => '198.51.100.7'),
      { isPublic: false },
    ),
  ).toContain('198.51.100.7');
});

describe('the sign-ins of an instance', () => {
  /** The findings of `count` sign-ins. */
  function findings(addressOf: (userId: number) => string | null, count = 300): string[] {
    const addresses = new SignInAddresses(isPublic);
    return Array.from({ length: count }, (_, userId) => addresses.add(userId, addressOf(userId))).filter(
      (finding) => finding !== null,
    );
  }

  it('are reported once if they come from one address', () => {
    expect(findings(() => '198.51.100.7', 9)).toEqual([]);
    expect(findings(() => '198.51.100.7')).toEqual([expect.stringContaining('198.51.100.7')]);
    expect(findings(() => '10.0.0.7')).toEqual([expect.stringContaining('10.0.0.7, a private address')]);
  });

  it('are reported if a proxy is added while the instance runs', () => {
    const moved = (id: number) => (id < 200 ? `203.0.113.${id}` : '198.51.100.7');
    expect(findings(moved, 600)).toEqual([expect.stringContaining('198.51.100.7')]);
  });

  it('are not reported for many addresses, for one user who signs in often, or without addresses', () => {
    expect(findings((id) => `203.0.113.${id % 250}`)).toEqual([]);
    expect(findings(() => null)).toEqual([]);
    const addresses = new SignInAddresses(isPublic);
    for (let time = 0; time < 300; time++) expect(addresses.add(1, '10.0.0.7')).toBeNull();
  });
});
