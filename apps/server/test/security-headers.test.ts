import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@latchkey/db/database';
import { migrations } from '@latchkey/db/testing/place';
import { OfflinePlaceLocator } from '@latchkey/places/offline-place-locator';
import { systemClock } from '@latchkey/sessions/clock';
import { systemTiming } from '@latchkey/sessions/cluster/timing';
import { argon2idHasher } from '@latchkey/sessions/password-hasher';
import { createServices } from '@latchkey/sessions/services';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../src/environment.ts';
import { createServer } from '../src/server.ts';

const pageRoot = mkdtempSync(join(tmpdir(), 'latchkey-page-'));
const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-headers-'));
mkdirSync(join(pageRoot, 'shells'));
writeFileSync(join(pageRoot, 'shells', 'en.html'), '<title>Latchkey</title>');

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ dataDir, migrations });
});
afterAll(async () => {
  await database.close();
  for (const directory of [pageRoot, dataDir]) rmSync(directory, { recursive: true });
});

function serverAt(publicUrl: string) {
  const { policy } = readEnvironment({}, dataDir);
  const services = createServices(database, policy, {
    clock: systemClock,
    timing: systemTiming,
    random: randomBytes,
    hasher: argon2idHasher(),
    locator: new OfflinePlaceLocator(),
  });
  return createServer({
    services,
    publicUrl: new URL(publicUrl),
    trustProxy: false,
    logLevel: 'silent',
    pageRoot,
    readiness: () => 'ready',
  });
}

/** Answers of every kind: the page, what is not there, the API, its refusals, its description. */
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

describe('every answer to a request that can be read', () => {
  it('forbids inline scripts, foreign frames, sniffing and referrers, opens itself to no other origin, and has an id', async () => {
    await using server = serverAt('https://sessions.example.com');
    for (const [method, url] of asked) {
      const headers = { origin: 'https://evil.example', accept: 'text/html' };
      const answer = await server.inject({ method, url, headers });
      expect([url, answer.headers]).toEqual([url, expect.objectContaining({
        'content-security-policy': expect.stringMatching(/^default-src 'self'; .*frame-ancestors 'none'/),
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
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

  it('says nothing of HTTPS over plain HTTP, which is for localhost', async () => {
    await using server = serverAt('http://localhost:3000');
    expect((await server.inject('/')).headers['strict-transport-security']).toBeUndefined();
  });
});
