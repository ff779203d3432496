import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, openTestApp, password, rest, trpc } from './test-app.ts';

const sessionPath = '/user/myself/session';
const notProvided = '{"msg":"Token not provided.","error_code":"token_not_provided"}';
const tokenIncorrect = '{"msg":"Your token is incorrect!","error_code":"token_incorrect"}';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

describe('a token', () => {
  it('is asked for where there is none, and never looked for in the URL', async () => {
    const { token } = await app.signUp();
    const attempts = [
      rest(app, 'GET', sessionPath),
      rest(app, 'GET', `${sessionPath}?session_token=${token}&access_token=${token}&token=${token}`),
      rest(app, 'GET', sessionPath, undefined, { headers: { authorization: '' } }),
      rest(app, 'GET', sessionPath, undefined, { headers: { authorization: 'Bearer' } }),
      rest(app, 'GET', sessionPath, undefined, { headers: { authorization: `Basic ${token}` } }),
      rest(app, 'GET', sessionPath, undefined, { headers: { cookie: '=;;; latchkey=; %%%=%' } }),
      rest(app, 'GET', sessionPath, undefined, { headers: { cookie: `latchkey=${token}` } }),
    ];
    for (const answer of await Promise.all(attempts)) {
      expect([answer.statusCode, answer.body]).toEqual([401, notProvided]);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('is refused when it is unknown, malformed, cut, changed or of an ended session, always with the same bytes', async () => {
    const { email, token } = await app.signUp();
    const ended = await app.signIn(email);
    await rest(app, 'POST', `${sessionPath}/logoutCurrentSession`, ended, { payload: { session_token: ended } });
    const unknown = `latchkey_${'0'.repeat(64)}34b1e4cb`;
    const wrong = [
      unknown,
      ended,
      token.slice(0, -1),
      `${token}a`,
      token.toUpperCase(),
      'x',
      'x'.repeat(8000),
      '%00',
      '"',
    ];
    for (const text of wrong) {
      const answer = await rest(app, 'GET', sessionPath, text);
      expect([text, answer.statusCode, answer.body]).toEqual([text, 401, tokenIncorrect]);
    }
  });

  it('is looked at before the body is', async () => {
    expect((await rest(app, 'POST', `${sessionPath}/logoutCurrentSession`, undefined, { payload: {} })).body).toBe(
      notProvided,
    );
  });
});

describe('a request that cannot be understood', () => {
  const codeOf = async (attempt: ReturnType<typeof rest>) => {
    const answer = await attempt;
    const body: { msg: string; error_code: string } = answer.json();
    expect(body.msg).toMatch(/\.$/);
    return [answer.statusCode, body.error_code];
  };

  it('has its JSON refused with 400', async () => {
    for (const payload of ['{', '{"email":}', 'email=a%40b.c', '\u0000', '{"a":1}x']) {
      expect(await codeOf(rest(app, 'POST', '/auth/signin', undefined, { payload }))).toEqual([400, 'json_malformed']);
    }
  });

  it('has its shape refused with 422, whatever JSON it is', async () => {
    for (const payload of [
      '[]',
      'null',
      '"text"',
      '7',
      'true',
      '',
      '{"__proto__":{"email":"a@b.cd"}}',
      '{"email":{},"password":[]}',
    ]) {
      expect(await codeOf(rest(app, 'POST', '/auth/signin', undefined, { payload })), payload).toEqual([
        422,
        'validation_failed',
      ]);
    }
  });

  it('is read as JSON whatever content type it claims', async () => {
    const { email } = await app.signUp();
    for (const type of [
      undefined,
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'image/png',
      'nonsense',
      'undefined',
    ]) {
      const headers = type === undefined ? {} : { 'content-type': type };
      const payload = JSON.stringify({ email, password });
      expect((await rest(app, 'POST', '/auth/signin', undefined, { payload, headers })).statusCode, type).toBe(200);
    }
  });

  it('is refused with 415 when its body is compressed', async () => {
    for (const encoding of ['gzip', 'br', 'Deflate', 'identity, gzip']) {
      const headers = { 'content-encoding': encoding };
      const attempt = rest(app, 'POST', '/auth/signin', undefined, { payload: '{}', headers });
      expect(await codeOf(attempt)).toEqual([415, 'media_type_unsupported']);
    }
  });

  it('is refused with 413 when it is too large', async () => {
    const payload = { email: 'a@example.com', password: 'x'.repeat(70_000) };
    expect(await codeOf(rest(app, 'POST', '/auth/signin', undefined, { payload }))).toEqual([413, 'body_too_large']);
  });

  it('is refused with 405 and the methods that would do', async () => {
    const cases = [
      ['POST', sessionPath, 'GET, HEAD'],
      ['DELETE', sessionPath, 'GET, HEAD'],
      ['GET', `${sessionPath}/153`, 'DELETE'],
      ['GET', `${sessionPath}/logoutCurrentSession`, 'DELETE, POST'],
      ['POST', '/openapi.json', 'GET, HEAD'],
      ['POST', '/user/myself/%73ession', 'GET, HEAD'],
      ['GET', '/auth/signin?x=1', 'POST'],
    ] as const;
    for (const [method, path, allow] of cases) {
      const attempt = rest(app, method, path);
      expect(await codeOf(attempt)).toEqual([405, 'method_not_allowed']);
      expect((await attempt).headers.allow).toBe(allow);
    }
  });

  it('is refused with 404 where there is nothing', async () => {
    for (const path of ['', '/', '/nothing', `${sessionPath}/1/2`, '/user/%zz', '/../etc/passwd']) {
      expect(await codeOf(rest(app, 'GET', path)), path).toEqual([404, 'route_not_found']);
    }
  });
});

describe('a failure of ours', () => {
  it('is 503 while the database is away: no access, and no logout either', async () => {
    let away = false;
    await using broken = await openTestApp({
      database: app.database,
      stores: ({ sessions, ...others }) => ({
        ...others,
        sessions: new Proxy(sessions, {
          get: (target, name: keyof typeof sessions) =>
            away ? () => Promise.reject(new StoreUnavailable('away')) : target[name].bind(target),
        }),
      }),
    });
    const { token } = await broken.signUp();
    away = true;
    for (const attempt of [rest(broken, 'GET', sessionPath, token), trpc(broken, 'query', 'session.list', token)]) {
      const answer = await attempt;
      expect(answer.statusCode).toBe(503);
      expect(answer.body).toContain('service_unavailable');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    away = false;
    expect((await rest(broken, 'GET', sessionPath, token)).statusCode).toBe(200);
  });

  it('tells nothing of its cause', async () => {
    await using broken = await openTestApp({
      database: app.database,
      stores: ({ users, ...others }) => ({
        ...others,
        users: new Proxy(users, { get: () => () => Promise.reject(new Error('secret detail at /srv/app.ts')) }),
      }),
    });
    const payload = { email: 'a@example.com', password };
    const answers = [
      await rest(broken, 'POST', '/auth/signin', undefined, { payload }),
      await trpc(broken, 'mutation', 'auth.signIn', undefined, payload),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(500);
      expect(answer.body).toContain('internal_error');
      expect(answer.body).not.toMatch(/secret|srv|stack/);
    }
  });
});
