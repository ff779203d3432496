import { describe, expect, it } from 'vitest';
import { chrome, firefox, openTestApp, password, rest, sharedTestApp } from '../testing/test-app.ts';

const day = 24 * 60 * 60 * 1000;
const sessionPath = '/user/myself/session';
const notFound = '{"msg":"Session token does not exist!","error_code":"session_token_not_found"}';
const incorrect = '{"msg":"Session token is incorrect","error_code":"session_token_incorrect"}';

const app = await sharedTestApp({ limits: { idle: 100 * day, absoluteRemembered: 200 * day } });

const idsOf = async (token: string): Promise<number[]> => {
  const { sessions }: { sessions: { id: number }[] } = (await rest(app, 'GET', sessionPath, token)).json();
  return sessions.map(({ id }) => id);
};

describe('GET /api/v1/user/myself/session', () => {
  it('answers the documented list to the byte, oldest use first', async () => {
    app.setTime('2019-09-25T17:36:36.000Z');
    const { email, token } = await app.signUp(firefox);
    app.setTime('2019-10-21T15:42:47.000Z');
    const second = await app.signIn(email, chrome);
    const [a, b] = await idsOf(second);
    const answer = await rest(app, 'GET', sessionPath, second);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toBe(
      '{"msg":"List of all sessions","sessions":[' +
        `{"id":${a},"information":"Firefox - 69; OS: Linux; Phone: false","last_used":"2019-09-25T17:36:36.000000Z",` +
        `"delete_session":{"href":"api/v1/user/myself/session/${a}","method":"DELETE"}},` +
        `{"id":${b},"information":"Chrome - 77; OS: Linux; Phone: false","last_used":"2019-10-21T15:42:47.000000Z",` +
        `"delete_session":{"href":"api/v1/user/myself/session/${b}","method":"DELETE"}}]}`,
    );
    app.passTime(1000 * 60);
    await rest(app, 'GET', sessionPath, token);
    expect(await idsOf(token)).toEqual([b, a]);
    app.setTime('2026-03-01T12:00:00.000Z');
  });

  it('shows the name that a program gave itself', async () => {
    const { email, token } = await app.signUp();
    await app.signIn(email, 'curl/8.5.0', { session_information: 'Nightly backup 🌙 <b>' });
    expect((await rest(app, 'GET', sessionPath, token)).body).toContain('"information":"Nightly backup 🌙 <b>"');
  });

  it('lists no session of another user', async () => {
    const [ada, bob] = [await app.signUp(), await app.signUp()];
    expect(await idsOf(ada.token)).toHaveLength(1);
    expect(await idsOf(ada.token)).not.toEqual(await idsOf(bob.token));
  });
});

describe('DELETE /api/v1/user/myself/session/{id}', () => {
  it('ends that session with the documented answer, and its token is rejected', async () => {
    const { email, token } = await app.signUp();
    const other = await app.signIn(email, chrome);
    const [own, id] = await idsOf(token);
    const answer = await rest(app, 'DELETE', `${sessionPath}/${id}`, token);
    expect([answer.statusCode, answer.body]).toEqual([200, '{"msg":"Successfully deleted session"}']);
    expect((await rest(app, 'GET', sessionPath, other)).body).toBe(
      '{"msg":"Your token is incorrect!","error_code":"token_incorrect"}',
    );
    expect(await idsOf(token)).toEqual([own]);
  });

  it('ends the current session by its id', async () => {
    const { token } = await app.signUp();
    const [own] = await idsOf(token);
    expect((await rest(app, 'DELETE', `${sessionPath}/${own}`, token)).statusCode).toBe(200);
    expect((await rest(app, 'GET', sessionPath, token)).statusCode).toBe(401);
  });

  it('answers a foreign, a missing and an impossible id with the same bytes, and ends nothing', async () => {
    const [ada, bob] = [await app.signUp(), await app.signUp()];
    const [foreign] = await idsOf(bob.token);
    const [own] = await idsOf(ada.token);
    const impossible = [
      'abc', '-1', '0', '1.5', '1e3', '+1', '007', '%20', `${own}%20`, `${own}%00`, '9007199254740993',
      '9223372036854775807', '9223372036854775808', '9'.repeat(500),
      '9'.repeat(4000), 'NaN', 'Infinity', '0x10', 'null', 'undefined',
      '%F0%9F%94%91', "1'%20OR%20'1'%3D'1", 'logoutCurrentSession',
    ]; // prettier-ignore
    for (const id of [foreign, 999_999_999, ...impossible]) {
      const answer = await rest(app, 'DELETE', `${sessionPath}/${id}`, ada.token);
      expect([id, answer.statusCode, answer.body]).toEqual([id, 404, notFound]);
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    }
    expect(await idsOf(bob.token)).toEqual([foreign]);
  });

  it('answers the documented 404 the second time', async () => {
    const { email, token } = await app.signUp();
    await app.signIn(email, chrome);
    const [, id] = await idsOf(token);
    await rest(app, 'DELETE', `${sessionPath}/${id}`, token);
    expect((await rest(app, 'DELETE', `${sessionPath}/${id}`, token)).body).toBe(notFound);
  });
});

describe('POST /api/v1/user/myself/session/logoutCurrentSession', () => {
  const logout = (token: string, payload: object) =>
    rest(app, 'POST', `${sessionPath}/logoutCurrentSession`, token, { payload });

  it('ends the current session, with the documented answer', async () => {
    const { token } = await app.signUp();
    const answer = await logout(token, { session_token: token });
    expect([answer.statusCode, answer.body]).toEqual([200, '{"msg":"Successfully logged out and deleted session"}']);
    expect((await rest(app, 'GET', sessionPath, token)).statusCode).toBe(401);
  });

  it('rejects any other token with the documented answer, and ends nothing', async () => {
    const [ada, bob] = [await app.signUp(), await app.signUp()];
    const own = await app.signIn(ada.email, chrome);
    for (const wrong of [bob.token, own, `${ada.token}0`, ada.token.slice(0, -1), 'ajchjw83fcvnc93bfpvnso305']) {
      const answer = await logout(ada.token, { session_token: wrong });
      expect([answer.statusCode, answer.body]).toEqual([404, incorrect]);
    }
    for (const token of [ada.token, own, bob.token]) {
      expect((await rest(app, 'GET', sessionPath, token)).statusCode).toBe(200);
    }
  });

  it('names the field when the token is missing or no string', async () => {
    const { token } = await app.signUp();
    for (const payload of [{}, { session_token: '' }, { session_token: 7 }, { session_token: null }]) {
      const answer = await logout(token, payload);
      expect([answer.statusCode, answer.json()]).toEqual([
        422,
        {
          msg: 'The request is not valid. session_token: Required.',
          error_code: 'validation_failed',
          fields: { session_token: 'Required' },
        },
      ]);
    }
  });
});

describe('POST /api/v1/auth', () => {
  it('signs up with 201 and a valid token, and sets no cookie', async () => {
    const answer = await rest(app, 'POST', '/auth/signup', undefined, {
      payload: { email: 'New@Example.com', password },
    });
    expect(answer.statusCode).toBe(201);
    expect(Object.keys(answer.json())).toEqual(['msg', 'session_token', 'session_id']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    const myself = await rest(app, 'GET', '/user/myself', answer.json().session_token);
    expect(myself.json()).toMatchObject({ user: { email: 'new@example.com' } });
  });

  it('rejects an address that has an account, in any form', async () => {
    const { email } = await app.signUp();
    const payload = { email: ` ${email.toUpperCase()} `, password };
    const answer = await rest(app, 'POST', '/auth/signup', undefined, { payload });
    expect([answer.statusCode, answer.json().error_code]).toEqual([409, 'email_taken']);
  });

  it('names every invalid field', async () => {
    const payload = {
      email: 'nobody',
      password: '1234567',
      session_information: 'x'.repeat(191),
      stay_logged_in: 'yes',
    };
    const answer = await rest(app, 'POST', '/auth/signup', undefined, { payload });
    expect(answer.statusCode).toBe(422);
    expect(Object.keys(answer.json().fields)).toEqual(['email', 'password', 'stay_logged_in', 'session_information']);
  });

  it('takes the choices of a sign-in by their documented names only', async () => {
    const { email } = await app.signUp();
    const names = ['session_information', 'client_label', 'clientLabel'];
    for (const name of names) await app.signIn(email, 'curl/8.5.0', { [name]: name, remember_me: 'not checked' });
    const listed = (await rest(app, 'GET', sessionPath, await app.signIn(email))).body;
    expect(names.filter((name) => listed.includes(`"information":"${name}"`))).toEqual(['session_information']);
  });

  it('signs in with 200 and a new token, and sets no cookie', async () => {
    const { email, token } = await app.signUp();
    const answer = await rest(app, 'POST', '/auth/signin', undefined, { payload: { email, password } });
    expect([answer.statusCode, Object.keys(answer.json())]).toEqual([200, ['msg', 'session_token', 'session_id']]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.json().session_token).not.toBe(token);
    expect(await idsOf(token)).toContain(answer.json().session_id);
  });

  it('answers a wrong password and a missing account alike', async () => {
    const { email } = await app.signUp();
    const attempts = [
      { email, password: 'wrong' },
      { email: 'nobody@example.com', password },
    ];
    const answers = await Promise.all(
      attempts.map((payload) => rest(app, 'POST', '/auth/signin', undefined, { payload })),
    );
    expect(answers[0]?.statusCode).toBe(401);
    expect(answers[0]?.json().error_code).toBe('credentials_incorrect');
    expect(answers[1]?.body).toBe(answers[0]?.body);
    expect(answers[1]?.statusCode).toBe(401);
  });

  it('expires after a day without stay_logged_in, and after thirty days with it', async () => {
    await using brief = await openTestApp({ database: app.database });
    const { email } = await brief.signUp();
    const short = await brief.signIn(email, firefox, { stay_logged_in: false });
    const long = await brief.signIn(email, firefox);
    const status = async (token: string) => (await rest(brief, 'GET', '/user/myself', token)).statusCode;
    brief.passTime(day - 1000);
    expect([await status(short), await status(long)]).toEqual([200, 200]);
    brief.passTime(1000);
    expect([await status(short), await status(long)]).toEqual([401, 200]);
    for (let passed = 1; passed < 29; passed++) {
      brief.passTime(day);
      expect(await status(long)).toBe(200);
    }
    brief.passTime(day);
    expect(await status(long)).toBe(401);
  });
});
