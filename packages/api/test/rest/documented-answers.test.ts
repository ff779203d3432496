import { createMailLink } from '@latchkey/sessions/tokens/mail-link';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import { createSessionToken } from '@latchkey/sessions/tokens/session-token';
import { StoreBusy } from '@latchkey/sessions/store-unavailable';
import type { InjectOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import { appRouter } from '../../src/routers/app-router.ts';
import { serviceRouter } from '../../src/service/service-router.ts';
import { errorCodesOf } from '../../src/openapi/openapi-document.ts';
import { errorStatus } from '../../src/api-error.ts';
import { type RestOperation, restOperations, takesBody } from '../../src/rest/rest-operation.ts';
import { emptyAnswer } from '../../src/rest/route.ts';
import { serviceKey } from '../service/service.ts';
import { openTestApp, password, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();
const key = await serviceKey(app);

const operations = restOperations(appRouter);
const serviceOperations = restOperations(serviceRouter);
/** The token of a new session, or the key of an application. */
const credentialFor = async (operation: RestOperation) =>
  serviceOperations.includes(operation) ? key : (await app.signUp()).token;

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

/** Each input of a query with odd texts, and with two at once. */
const queriesOf = ({ route: { path, query = [] }, names }: RestOperation): string[] =>
  query
    .map((input) => `${path}?${names.wireName(input)}=`)
    .flatMap((start) => [...ids.map((id) => `${start}${id}`), `${start}1&${start.slice(path.length + 1)}2`]);

/** The URLs of an operation: with each odd id, and with a slash at the end. */
function urlsOf(operation: RestOperation): string[] {
  const { path } = operation.route;
  const urls = /\{\w+\}/.test(path)
    ? ids.map((id) => path.replace(/\{\w+\}/, id))
    : [path, `${path}?x=%`, ...queriesOf(operation)];
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
  const { error_code: code = '' }: { error_code?: string } = answer.body === '' ? {} : answer.json();
  return { status: answer.statusCode, code, type: answer.headers['content-type'], length: answer.body.length };
}

describe.each(
  [...operations, ...serviceOperations].map(
    (operation) => [`${operation.route.method} ${operation.route.path}`, operation] as const,
  ),
)('%s', (_name, operation) => {
  it('gives documented answers only, for any body, content type, encoding and id', async () => {
    const documented = new Map<string, number>(errorCodesOf(operation).map((code) => [code, errorStatus(code)]));
    documented.set('', operation.route.status);
    const unnamed = serviceOperations.includes(operation) ? 'service_key_not_provided' : 'token_not_provided';
    let token = await credentialFor(operation);
    for (const { url, payload, headers } of requestsTo(operation)) {
      const more = { headers, ...(payload === undefined ? {} : { payload }) };
      const shown = `${url.slice(0, 60)} ${JSON.stringify(headers)} ${String(payload).slice(0, 20)}`;
      for (const by of [token, null]) {
        const { status, code, type, length } = await ask(operation, url, by, more);
        expect([shown, code, documented.get(code)]).toEqual([shown, code, status]);
        const hasBody = code !== '' || operation.route.body !== emptyAnswer;
        expect([type, length > 0]).toEqual([hasBody ? 'application/json; charset=utf-8' : undefined, hasBody]);
        // Without a body there is nothing to refuse but the sender and the id.
        if (!takesBody(operation) && by === null) expect([shown, code]).toEqual([shown, unnamed]);
        if (status === 200 && operation.route.method !== 'GET') token = await credentialFor(operation);
      }
    }
  });
});

describe('an overloaded database', () => {
  const busy = () => Promise.reject(new StoreBusy('A row stays locked'));
  /** The same store, all of whose methods turn work away. */
  const turningAway = <Store extends object>(store: Store): Store =>
    new Proxy(store, { get: (target, name) => (typeof Reflect.get(target, name) === 'function' ? busy : undefined) });

  it('makes every route answer with a documented error and Retry-After', async () => {
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
    const link = createMailLink();
    const given = {
      email: 'ada@example.com',
      password,
      new_password: password,
      link,
      label: 'Mine',
      answer: 'confirmed',
      session_token: createSessionToken(),
    };
    const headers = { authorization: `Bearer ${given.session_token}` };
    for (const operation of operations) {
      const { method, path } = operation.route;
      const url = path.replace(/\{\w+\}/, '7');
      const answer = await full.http.inject({ method, url, headers, ...(takesBody(operation) && { payload: given }) });
      const { error_code: code }: { error_code?: string } = answer.json();
      expect([path, answer.statusCode, code, answer.headers['retry-after']]).toEqual([path, 503, 'busy', '2']);
      expect(errorCodesOf(operation)).toContain('busy');
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

  it('redirects to the page of the OpenAPI document', async () => {
    const answer = await app.http.inject('/api/docs/');
    expect(answer.statusCode).toBe(308);
    const { location = '' } = answer.headers;
    expect(new URL(location, 'http://localhost/api/docs/').pathname).toBe('/api/docs');
  });
});
