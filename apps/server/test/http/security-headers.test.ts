import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { type TestServices, openTestServices } from '../test-services.ts';

let test: TestServices;
beforeAll(async () => {
  test = await openTestServices();
});
afterAll(() => test[Symbol.asyncDispose]());

function serverAt(publicUrl: string, settings: Record<string, string> = {}) {
  const { hsts, frames } = readEnvironment(settings, '/');
  return test.serverWith({ publicUrl: new URL(publicUrl), hsts, frames });
}

/** Requests of every kind: page, unknown paths, API, errors, documentation. */
const asked = [
  ['GET', '/'],
  ['GET', '/nowhere'],
  ['GET', '/%'],
  ['GET', '/api/v1/user/myself'],
  ['PUT', '/api/v1/user/myself'],
  ['POST', '/api/v1/auth/signin'],
  ['GET', '/api/trpc/session.list'],
  ['GET', '/api/nothing'],
  ['GET', '/api/docs'],
] as const;

describe('every answer', () => {
  it('forbids inline scripts, foreign frames, sniffing and referrers, allows no other origin, and has an id', async () => {
    await using server = serverAt('https://sessions.example.com');
    for (const [method, url] of asked) {
      const headers = { origin: 'https://evil.example', accept: 'text/html' };
      const answer = await server.inject({ method, url, headers });
      expect([url, answer.headers]).toEqual([url, expect.objectContaining({
        'content-security-policy': expect.stringMatching(/^default-src 'self'; .*frame-ancestors 'none'/),
        'strict-transport-security': 'max-age=31536000',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      })]); // prettier-ignore
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).not.toMatch(/script-src|unsafe-eval|\*|https?:|default-src[^;]*unsafe/);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      if (url.startsWith('/api')) expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  it.each([
    ['', "'none'", 'DENY'],
    ['none', "'none'", 'DENY'],
    ['same-origin', "'self'", 'SAMEORIGIN'],
  ])('allows frames as PAGE_FRAMES says: %j', async (frames, ancestors, option) => {
    await using server = serverAt('https://sessions.example.com', { PAGE_FRAMES: frames });
    for (const [method, url] of asked) {
      const { headers } = await server.inject({ method, url });
      expect(String(headers['content-security-policy']).match(/frame-ancestors ([^;]*)/)?.[1]).toBe(ancestors);
      expect(headers['x-frame-options']).toBe(option);
    }
  });

  it.each([
    ['', 'max-age=31536000'],
    ['host', 'max-age=31536000'],
    ['subdomains', 'max-age=31536000; includeSubDomains'],
    ['off', undefined],
  ])('has the HTTPS policy of the setting HSTS: %j', async (hsts, header) => {
    await using server = serverAt('https://sessions.example.com', { HSTS: hsts });
    for (const url of ['/', '/api/v1/user/myself', '/nowhere']) {
      expect((await server.inject(url)).headers['strict-transport-security']).toBe(header);
    }
  });

  it('has no HTTPS policy over plain HTTP', async () => {
    await using server = serverAt('http://localhost:3000');
    expect((await server.inject('/')).headers['strict-transport-security']).toBeUndefined();
    await using eager = serverAt('http://localhost:3000', { HSTS: 'subdomains' });
    expect((await eager.inject('/')).headers['strict-transport-security']).toBeUndefined();
  });
});
