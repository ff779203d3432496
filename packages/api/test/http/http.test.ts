import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import { describe, expect, it } from 'vitest';
import { openTestApp, password, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const sessionPath = '/user/myself/session';
const notProvided = '{"msg":"Token not provided.","error_code":"token_not_provided"}';
const tokenIncorrect = '{"msg":"Your token is incorrect!","error_code":"token_incorrect"}';

const app = await sharedTestApp();

describe('a token', () => {
  it('is required, and not read from the URL', async () => {
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

  it('gets the same error when it is unknown, malformed, cut, changed or of an ended session', async () => {
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

  it('is checked before the body', async () => {
    expect((await rest(app, 'POST', `${sessionPath}/logoutCurrentSession`, undefined, { payload: {} })).body).toBe(
      notProvided,
    );
  });
});

describe('an invalid request', () => {
  const codeOf = async (attempt: ReturnType<typeof rest>) => {
    const answer = await attempt;
    const body: { msg: string; error_code: string } = answer.json();
    expect(body.msg).toMatch(/\.$/);
    return [answer.statusCode, body.error_code];
  };

  it('gets 400 for invalid JSON', async () => {
    for (const payload of ['{', '{"email":}', 'email=a%40b.c', '\u0000', '{"a":1}x']) {
      expect(await codeOf(rest(app, 'POST', '/auth/signin', undefined, { payload }))).toEqual([400, 'json_malformed']);
    }
  });

  it('gets 422 for JSON of another shape', async () => {
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

  it('is read as JSON with any content type', async () => {
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

  it('gets 415 for a compressed body', async () => {
    for (const encoding of ['gzip', 'br', 'Deflate', 'identity, gzip']) {
      const headers = { 'content-encoding': encoding };
      const attempt = rest(app, 'POST', '/auth/signin', undefined, { payload: '{}', headers });
      expect(await codeOf(attempt)).toEqual([415, 'media_type_unsupported']);
    }
  });

  it('gets 413 for a body that is too large', async () => {
    const payload = { email: 'a@example.com', password: 'x'.repeat(70_000) };
    expect(await codeOf(rest(app, 'POST', '/auth/signin', undefined, { payload }))).toEqual([413, 'body_too_large']);
  });

  it('gets 405 with the allowed methods', async () => {
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

  it('gets 404 for an unknown URL', async () => {
    for (const path of ['', '/', '/nothing', `${sessionPath}/1/2`, '/user/%zz', '/../etc/passwd']) {
      expect(await codeOf(rest(app, 'GET', path)), path).toEqual([404, 'route_not_found']);
    }
  });
});

describe('an internal error', () => {
  it('is 503 while the database is unreachable: no access, and no logout', async () => {
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

  it('does not contain its cause', async () => {
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
