import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/composition.ts';
import { readEnvironment } from '../../src/config/environment.ts';

const read = (variables: Record<string, string>) => readEnvironment(variables, '/srv/latchkey');
const PUBLIC_URL = 'https://account.example.com';

describe('BASE_PATH', () => {
  it.each([
    ['/account', '/account'],
    ['/account/', '/account'],
    ['/my-company/Account_2', '/my-company/Account_2'],
    ['/', ''],
    ['', ''],
  ])('%s is %s', (given, basePath) => {
    const environment = read({ BASE_PATH: given, PUBLIC_URL });
    expect([environment.basePath, environment.config.basePath]).toEqual([basePath, basePath]);
    expect(addressOf(environment)).toBe(`https://account.example.com${basePath}`);
    expect(addressOf(read({ BASE_PATH: given }))).toBe(`http://127.0.0.1:3000${basePath}`);
  });

  it.each([
    'account',
    '//account',
    '//',
    '/account//',
    '/a//b',
    '/..',
    '/a/./b',
    '/a.b',
    '/account?x',
    '/account#x',
    '/%61ccount',
    '/a b',
    '/a;b',
    '/é',
    'https://example.com/account',
    '/a/b/c/d/e/f',
    `/${'a'.repeat(51)}`,
  ])('is refused as %s', (given) => {
    expect(() => read({ BASE_PATH: given })).toThrow(/^BASE_PATH must be a path of letters, [^\n]+\.$/);
  });

  it('is refused where monitors ask', () => {
    expect(() => read({ BASE_PATH: '/healthz/' })).toThrow(/^BASE_PATH must not be \/healthz or \/readyz/);
  });
});

describe('COOKIE_DOMAIN', () => {
  const scopeOf = (domain: string, more: Record<string, string> = {}) =>
    read({ PUBLIC_URL, COOKIE_DOMAIN: domain, ...more }).cookieScope;

  it.each(['example.com', 'account.example.com', '.Example.com'])('may be %s', (domain) => {
    expect(scopeOf(domain)).toEqual({ path: '/', domain: domain.toLowerCase().replace(/^\./, '') });
  });

  it.each([
    'com',
    'localhost',
    'example.com/',
    'https://example.com',
    '192.0.2.1',
    '[2001:db8::1]',
    '2001:db8::1',
    'example..com',
    'example.com.',
    '*.example.com',
    'exa mple.com',
    '-a.example.com',
  ])('is refused as %s, which is no domain', (domain) => {
    expect(() => scopeOf(domain)).toThrow(/^COOKIE_DOMAIN must be a domain, such as example.com\.$/);
  });

  it.each([
    ['co.uk', 'https://example.co.uk'],
    ['com.au', 'https://example.com.au'],
    ['github.io', 'https://example.github.io'],
    ['herokuapp.com', 'https://example.herokuapp.com'],
  ])('is refused as %s, below which others have names', (domain, url) => {
    expect(() => scopeOf(domain, { PUBLIC_URL: url })).toThrow(/^COOKIE_DOMAIN must be a domain of your own/);
  });

  it.each(['example.org', 'ample.com', 'eu.account.example.com', 'shop.example.com'])(
    'is refused as %s, which does not contain PUBLIC_URL',
    (domain) => {
      expect(() => scopeOf(domain)).toThrow(
        /^COOKIE_DOMAIN must be the domain of PUBLIC_URL, or one that contains it\.$/,
      );
    },
  );

  it('needs an address with TLS', () => {
    for (const url of ['', 'http://account.example.com'])
      expect(() => scopeOf('example.com', { PUBLIC_URL: url })).toThrow(/^COOKIE_DOMAIN needs a PUBLIC_URL with https/);
  });

  it('warns of the other hosts, and binds no session to a device', () => {
    const { config, warnings } = read({ PUBLIC_URL, COOKIE_DOMAIN: 'example.com' });
    expect(warnings).toEqual([expect.stringMatching(/^COOKIE_DOMAIN is set: every host below example\.com receives/)]);
    expect(config.deviceBinding).toBe(false);
    expect(read({ PUBLIC_URL })).toMatchObject({ warnings: [], config: { deviceBinding: true } });
  });
});

it('COOKIE_PATH contains BASE_PATH, and is / without the setting', () => {
  const pathOf = (COOKIE_PATH: string) => read({ BASE_PATH: '/shop/account', COOKIE_PATH }).cookieScope;
  expect(pathOf('')).toEqual({ path: '/', domain: null });
  expect(pathOf('/shop')).toEqual({ path: '/shop', domain: null });
  expect(pathOf('/shop/account/').path).toBe('/shop/account');
  for (const path of ['/sho', '/other', '/shop/account/x'])
    expect(() => pathOf(path)).toThrow(/^COOKIE_PATH must contain BASE_PATH\.$/);
});
