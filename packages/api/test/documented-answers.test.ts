import { createAlertLink } from '@latchkey/sessions/alert-link';
import { defaultRateLimits } from '@latchkey/sessions/rate-limiter';
import { createSessionToken } from '@latchkey/sessions/session-token';
import { StoreBusy } from '@latchkey/sessions/store-unavailable';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRouter } from '../src/app-router.ts';
import { refusalCodes } from '../src/openapi/document.ts';
import { refusalStatus } from '../src/refusal.ts';
import { type RestOperation, restOperations, takesBody } from '../src/rest/operation.ts';
import { type TestApp, openTestApp, password } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const operations = restOperations(appRouter);

const bodies: (string | Buffer | undefined)[] = [
  undefined,
  '',
  ' ',
  '{}',
  'null',
  '[]',
  '{',
  '\u0000',
  '{"id":7}',
  'email=a%40b.cd',
  'x'.repeat(70_000),
  Buffer.from([0x1f, 0x8b, 8, 0]),
  Buffer.from([0xff, 0xfe, 0x7b, 0]),
];

const contents: Record<string, string>[] = [
  {},
  { 'content-type': 'undefined' },
  { 'content-type': '' },
  { 'content-type': 'nonsense' },
  { 'content-type': ';' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'text/plain, application/json' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'identity', 'content-type': 'application/json' },
  { 'content-encoding': 'br, gzip', 'content-type': 'application/json' },
  { expect: '200-ok' },
  { accept: 'image/png' },
  { 'accept-encoding': 'identity;q=0' },
  { range: 'bytes=0-1', 'if-none-match': '*' },
  { 'x-http-method-override': 'DELETE' },
];

const ids = ['0', '-1', '%E0%A4%A', '%', '%zz', '%00', '%2F', '..%2f', '%F0%9F%94%91', 'a'.repeat(3000), ';', '[1]'];

/** Where a request of this operation goes: for each odd id, and with the slash that somebody adds at the end. */
function urlsOf({ route: { path } }: RestOperation): string[] {
  const urls = path.includes('{id}') ? ids.map((id) => path.replace('{id}', id)) : [path, `${path}?x=%`];
  return [...urls, ...urls.map((url) => url.replace(/(?=\?|$)/, '/'))];
}

/** Every body with every content type at one address, and every address with a few bodies. */
function* requestsTo(operation: RestOperation) {
  const [first = '', ...others] = urlsOf(operation);
  for (const payload of bodies) for (const headers of contents) yield { url: first, payload, headers };
  for (const url of others) for (const payload of [undefined, '{']) yield { url, payload, headers: {} };
}

async function ask(operation: RestOperation, url: string, token: string | null, more: InjectOptions) {
  const headers = { ...more.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const answer = await app.http.inject({ ...more, method: operation.route.method, url, headers });
  const { error_code: code = '' }: { error_code?: string } = answer.json();
  return { status: answer.statusCode, code, type: answer.headers['content-type'] };
}

describe.each(operations.map((operation) => [`${operation.route.method} ${operation.route.path}`, operation] as const))(
  '%s',
  (_name, operation) => {
    it('gives documented answers only, whatever body, content type, encoding and id a request carries', async () => {
      const documented = new Map<string, number>(refusalCodes(operation).map((code) => [code, refusalStatus(code)]));
      documented.set('', operation.route.status);
      let { token } = await app.signUp();
      for (const { url, payload, headers } of requestsTo(operation)) {
        const more = { headers, ...(payload === undefined ? {} : { payload }) };
        const shown = `${url.slice(0, 60)} ${JSON.stringify(headers)} ${String(payload).slice(0, 20)}`;
        for (const by of [token, null]) {
          const { status, code, type } = await ask(operation, url, by, more);
          expect([shown, code, documented.get(code)]).toEqual([shown, code, status]);
          expect(type).toBe('application/json; charset=utf-8');
          // Without a body there is nothing to refuse but the sender and the id.
          if (!takesBody(operation) && by === null) expect([shown, code]).toEqual([shown, 'token_not_provided']);
          if (status === 200 && operation.route.method !== 'GET') ({ token } = await app.signUp());
        }
      }
    });
  },
);

describe('while the database is too busy', () => {
  const busy = () => Promise.reject(new StoreBusy('A row stays locked'));
  /** The same store, all of whose methods turn work away. */
  const turningAway = <Store extends object>(store: Store): Store =>
    new Proxy(store, { get: (target, name) => (typeof Reflect.get(target, name) === 'function' ? busy : undefined) });

  it('every route answers that it is, by a documented answer with a time to try again', async () => {
    await using full = await openTestApp({
      database: app.database,
      rateLimits: defaultRateLimits,
      stores: (real) => ({
        ...real,
        sessions: turningAway(real.sessions),
        users: turningAway(real.users),
        accounts: turningAway(real.accounts),
        events: turningAway(real.events),
        rateLimits: turningAway(real.rateLimits),
        attempts: turningAway(real.attempts),
      }),
    });
    const link = createAlertLink();
    const given = {
      email: 'ada@example.com',
      password,
      new_password: password,
      link,
      session_token: createSessionToken(),
    };
    const headers = { authorization: `Bearer ${given.session_token}` };
    for (const operation of operations) {
      const { method, path } = operation.route;
      const url = path.replace('{id}', '7');
      const answer = await full.http.inject({ method, url, headers, ...(takesBody(operation) && { payload: given }) });
      const { error_code: code }: { error_code?: string } = answer.json();
      expect([path, answer.statusCode, code, answer.headers['retry-after']]).toEqual([path, 503, 'busy', '2']);
      expect(refusalCodes(operation)).toContain('busy');
    }
  });
});

describe('a path with a slash at its end', () => {
  it('is answered like the path without it', async () => {
    const { email, token } = await app.signUp();
    const headers = { authorization: `Bearer ${token}` };
    const signIn = { method: 'POST', url: '/api/v1/auth/signin/', payload: { email, password } } as const;
    expect((await app.http.inject(signIn)).statusCode).toBe(200);
    const list = await app.http.inject({ url: '/api/v1/user/myself/session/', headers });
    const { sessions }: { sessions: { id: number }[] } = list.json();
    const url = `/api/v1/user/myself/session/${sessions[0]?.id}/`;
    expect((await app.http.inject({ method: 'DELETE', url, headers })).body).toBe(
      '{"msg":"Successfully deleted session"}',
    );
  });

  it('leads to the description of the routes, whose page names its files without it', async () => {
    const answer = await app.http.inject('/api/docs/');
    expect(answer.statusCode).toBe(308);
    const { location = '' } = answer.headers;
    expect(new URL(location, 'http://localhost/api/docs/').pathname).toBe('/api/docs');
  });
});
