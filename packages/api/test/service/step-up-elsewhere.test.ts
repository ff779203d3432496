import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ask, askTrpc, serviceKey } from './service.ts';
import { type TestApp, chrome, firefox, openTestApp, sharedTestApp, trpc } from '../testing/test-app.ts';

const application = { name: 'Acme', stepUpUrl: '/confirm?theme=dark' };
const app = await sharedTestApp({ accounts: 'host', application });
const key = await serviceKey(app);

const newSubject = () => `user-${randomUUID()}`;

/** What the browser sends of the cookies that it was given. */
const cookieOf = (answer: { json(): { set_cookie: string[] } }) =>
  answer
    .json()
    .set_cookie.map((line) => line.split(';', 1)[0])
    .join('; ');

/** Signs a user in at the application, in a browser of its own. Gives the Cookie header. */
async function signIn(subject: string, userAgent = firefox): Promise<string> {
  const client = { ip: '203.0.113.9', headers: { 'user-agent': userAgent } };
  return cookieOf(await ask(app, key, 'POST', '/sessions', { subject, methods: ['passkey'], client }));
}

/** A call of the page. Gives its data, or the code of its error. */
async function call(cookie: string, name: string, input?: object, at: TestApp = app): Promise<unknown> {
  const headers = { cookie, 'content-type': 'application/json' };
  const body = input === undefined ? {} : { payload: JSON.stringify(input) };
  const answer = await at.http.inject({ method: 'POST', url: `/api/trpc/${name}`, headers, ...body });
  return answer.json().error?.data.errorCode ?? answer.json().result.data;
}

const requestIn = (url: unknown): string =>
  new URL(String(url), 'https://app.example.com').searchParams.get('request') ?? '';

/** Asks for a step-up on the page. Gives the request in the address. */
async function requestOf(cookie: string, purpose = 'end_other_sessions'): Promise<string> {
  const answer = await call(cookie, 'auth.requestStepUp', { purpose });
  expect(answer).toEqual({ url: expect.stringMatching(/^\/confirm\?theme=dark&request=[\w-]+\.[\w-]+\.[\w-]+$/) });
  return requestIn(Object.values(answer ?? {})[0]);
}

const read = (cookie: string, request: string) => ask(app, key, 'POST', '/step-ups', { cookie, request });
const confirm = (cookie: string, subject: string, request: string) =>
  ask(app, key, 'POST', '/sessions/confirm', { cookie, subject, methods: ['pin'], request });
const codeOf = (answer: Awaited<ReturnType<typeof confirm>>) => [answer.statusCode, answer.json().error_code];
const unusable = [409, 'step_up_request_unusable'];

describe('a step-up request', () => {
  it('says who wants what, and once confirmed the session may end others', async () => {
    const subject = newSubject();
    await signIn(subject, chrome);
    const cookie = await signIn(subject);
    expect(await call(cookie, 'session.revokeOthers')).toBe('step_up_required');
    const request = await requestOf(cookie);
    const asked = {
      msg: 'Step-up request',
      subject,
      session_id: expect.any(Number),
      purpose: 'end_other_sessions',
      return_to: '/sessions',
      expires_at: Date.parse('2026-03-01T12:10:00.000Z') / 1000,
    };
    expect((await read(cookie, request)).json()).toEqual(asked);
    const overTrpc = await askTrpc(app, key, 'serviceSession.readStepUp', { cookie, request });
    expect(overTrpc.json().result.data).toMatchObject({
      subject,
      purpose: 'end_other_sessions',
      returnTo: '/sessions',
    });
    expect(await call(cookie, 'session.revokeOthers')).toBe('step_up_required');
    const confirmed = await confirm(cookie, subject, request);
    expect([confirmed.statusCode, confirmed.json().return_to]).toEqual([200, '/sessions']);
    expect(await call(cookieOf(confirmed), 'session.revokeOthers')).toEqual({ ended: 1 });
  });

  it('leads back to the path that the page of an application names, at most 300 characters long', async () => {
    const subject = '"'.repeat(255);
    const cookie = await signIn(subject);
    const returnTo = `/settings?tab=devices&${'x'.repeat(278)}`;
    const answer = await call(cookie, 'auth.requestStepUp', { purpose: 'end_session', returnTo });
    const request = requestIn(Object.values(answer ?? {})[0]);
    expect((await read(cookie, request)).json()).toMatchObject({ subject, return_to: returnTo });
    const tooLong = { purpose: 'end_session', returnTo: `${returnTo}x` };
    expect(await call(cookie, 'auth.requestStepUp', tooLong)).toBe('validation_failed');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'settings',
    '',
    '/a b',
    '/\t/b',
    '/ä',
  ])('never leads to another site: %j', async (returnTo) => {
    const cookie = await signIn(newSubject());
    expect(await call(cookie, 'auth.requestStepUp', { purpose: 'continue', returnTo })).toBe('validation_failed');
  });

  it('is a JSON Web Token, whose claims the application may read without asking', async () => {
    const subject = newSubject();
    const [header = '', payload = ''] = (await requestOf(await signIn(subject), 'deny_sign_in')).split('.');
    const decoded = [header, payload].map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(decoded).toEqual([
      { alg: 'HS256', typ: 'step-up+jwt' },
      {
        sub: subject,
        sid: expect.any(Number),
        purpose: 'deny_sign_in',
        return_to: '/sessions',
        iat: Date.parse('2026-03-01T12:00:00.000Z') / 1000,
        exp: Date.parse('2026-03-01T12:10:00.000Z') / 1000,
        jti: expect.stringMatching(/^[\w-]{22}$/),
      },
    ]);
  });

  it('works once: all requests of the session are used up with it, also where two answers come at once', async () => {
    const subject = newSubject();
    const cookie = await signIn(subject);
    const [first, second] = [await requestOf(cookie), await requestOf(cookie)];
    expect(first).not.toBe(second);
    const answers = await Promise.all([confirm(cookie, subject, first), confirm(cookie, subject, first)]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    const confirmed = answers.find(({ statusCode }) => statusCode === 200);
    if (!confirmed) throw new Error('One has to be confirmed');
    const renewed = cookieOf(confirmed);
    for (const request of [first, second]) {
      expect(codeOf(await confirm(renewed, subject, request))).toEqual(unusable);
      expect(codeOf(await read(renewed, request))).toEqual(unusable);
    }
    expect(codeOf(await confirm(cookie, subject, second))).toEqual([404, 'session_token_incorrect']);
  });

  it('belongs to one session: not to another one of the user, nor to another user’s', async () => {
    const subject = newSubject();
    const [stolen, own] = [await signIn(subject, chrome), await signIn(subject)];
    const other = newSubject();
    const foreign = await signIn(other);
    const request = await requestOf(stolen);
    expect(codeOf(await confirm(own, subject, request))).toEqual(unusable);
    expect(codeOf(await confirm(foreign, other, request))).toEqual(unusable);
    expect(codeOf(await read(foreign, request))).toEqual(unusable);
    expect(codeOf(await confirm(stolen, other, request))).toEqual([409, 'subject_differs']);
    expect(await call(stolen, 'session.revokeOthers')).toBe('step_up_required');
  });

  it('expires after ten minutes, and is refused when anything in it was changed', async () => {
    const subject = newSubject();
    const cookie = await signIn(subject);
    const request = await requestOf(cookie);
    const [header = '', payload = '', signature = ''] = request.split('.');
    const claims: object = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: 9_999_999_999 })).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"step-up+jwt"}').toString('base64url');
    for (const wrong of [
      '',
      'x',
      `${header}.${forged}.${signature}`,
      `${none}.${payload}.${signature}`,
      `${none}.${payload}.`,
      `${request}x`,
      ` ${request}`,
      'x'.repeat(50_000),
    ]) {
      expect([wrong, ...codeOf(await confirm(cookie, subject, wrong))]).toEqual([wrong, ...unusable]);
    }
    expect(codeOf(await read(cookie, 'x'.repeat(50_000)))).toEqual(unusable);
    app.passTime(10 * 60_000 - 1);
    expect((await read(cookie, request)).statusCode).toBe(200);
    app.passTime(1);
    expect(codeOf(await read(cookie, request))).toEqual(unusable);
    expect(codeOf(await confirm(cookie, subject, request))).toEqual(unusable);
    app.setTime('2026-03-01T12:00:00.000Z');
  });

  it('cannot be made where there is a password, nor without an address of the application', async () => {
    await using both = await openTestApp({ database: app.database, accounts: 'both', application });
    const { token } = await both.signUp();
    const purpose = { purpose: 'continue' };
    const own = await trpc(both, 'mutation', 'auth.requestStepUp', token, purpose);
    expect(own.json().error.data.errorCode).toBe('step_up_unavailable');
    await using nowhere = await openTestApp({ database: app.database, accounts: 'host' });
    expect(await call(await signIn(newSubject()), 'auth.requestStepUp', purpose, nowhere)).toBe('step_up_unavailable');
    expect(await call(await signIn(newSubject()), 'auth.requestStepUp', { purpose: 'https://evil.example' })).toBe(
      'validation_failed',
    );
  });
});

describe('a sign-in at the application', () => {
  it('is no proof by itself: no way to end an older session is open, however fresh it is', async () => {
    const subject = newSubject();
    const older = await signIn(subject, chrome);
    const list = await app.http.inject({ url: '/api/trpc/session.list', headers: { cookie: older } });
    const [{ id } = { id: 0 }]: { id: number }[] = list.json().result.data.sessions;
    const cookie = await signIn(subject);
    for (const [name, input] of [
      ['session.revoke', { id }],
      ['session.revokeMany', { ids: [id] }],
      ['session.revokeOthers', undefined],
      ['session.revokeAll', undefined],
      ['alert.answer', { id: 1, answer: 'denied' }],
      ['user.setIdleLimit', { limit: null }],
    ] as const) {
      expect([name, await call(cookie, name, input)]).toEqual([name, 'step_up_required']);
    }
    expect(await call(older, 'auth.stepUp', { password: 'x' })).toBe('sign_in_elsewhere');
  });

  it('tells the page what the application is called, and whether it confirms users', async () => {
    const current = async (at: TestApp, cookie: string) =>
      (await at.http.inject({ url: '/api/trpc/user.current', headers: { cookie } })).json().result.data.application;
    const cookie = await signIn(newSubject());
    expect(await current(app, cookie)).toEqual({ name: 'Acme', canStepUp: true, accountUrl: null });
    await using bare = await openTestApp({ database: app.database, accounts: 'host' });
    expect(await current(bare, cookie)).toEqual({ name: null, canStepUp: false, accountUrl: null });
  });
});
