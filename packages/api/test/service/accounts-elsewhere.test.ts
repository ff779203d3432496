import { randomUUID } from 'node:crypto';
import { capUserAgent } from '@latchkey/sessions/devices/user-agent';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { MailCatcher } from '../testing/mail-catcher.ts';
import { ask, serviceKey } from './service.ts';
import {
  type TestApp,
  chrome,
  firefox,
  openTestApp,
  password,
  rest,
  sharedTestApp,
  trpc,
} from '../testing/test-app.ts';

const app = await sharedTestApp();

/** The token of a session of an application's user. */
async function sessionOfSubject({ database, services }: TestApp, email: string | null): Promise<string> {
  const subject = randomUUID();
  const now = new Date('2026-03-01T12:00:00.000Z');
  const account = await database.subjects.provision({ subject, email, displayName: 'Ada' }, now);
  const client = {
    userAgent: capUserAgent(''),
    ip: null,
    language: 'en',
    deviceTokenHash: null,
    canBind: false,
  } as const;
  const begun = await services.sessions.begin(account, client, { clientLabel: null, rememberMe: true }, []);
  if (!begun.ok) throw new Error('The session should begin');
  return begun.value.token;
}

const codeOf = (answer: Awaited<ReturnType<typeof rest>>) => [answer.statusCode, answer.json().error_code];
const refused = [403, 'sign_in_elsewhere'];

describe('with ACCOUNTS=host', () => {
  it('every route for accounts with a password refuses, over either transport, whatever the input', async () => {
    const { email, token } = await app.signUp();
    await using host = await openTestApp({ database: app.database, accounts: 'host' });
    const open = ['/auth/signup', '/auth/signin', '/auth/recovery', '/auth/recovery/password'];
    for (const path of open) {
      for (const payload of [{}, { email, password, link: 'x', new_password: password }]) {
        expect(codeOf(await rest(host, 'POST', path, undefined, { payload })), path).toEqual(refused);
      }
    }
    for (const path of ['/auth/stepup', '/auth/password']) {
      expect(codeOf(await rest(host, 'POST', path, token, { payload: { password, new_password: password } }))).toEqual(
        refused,
      );
    }
    const browser = new TestBrowser(host);
    expect(errorCode(await browser.signUp(`${randomUUID()}@example.com`))).toBe('sign_in_elsewhere');
    expect(errorCode(await browser.signIn(email))).toBe('sign_in_elsewhere');
    const link = { link: 'x' };
    expect(errorCode(await trpc(host, 'mutation', 'recovery.readByLink', undefined, link))).toBe('sign_in_elsewhere');
    const options = { isSignUpOpen: false, accounts: 'host', application: { name: null, signInUrl: null } };
    expect((await browser.query('auth.options')).json().result.data).toEqual(options);
  });

  it('the documented routes work as ever', async () => {
    await using host = await openTestApp({ database: app.database, accounts: 'host' });
    const token = await sessionOfSubject(host, null);
    const list = await rest(host, 'GET', '/user/myself/session', token);
    expect([list.statusCode, list.json().msg]).toEqual([200, 'List of all sessions']);
    const id = list.json().sessions[0].id;
    expect((await rest(host, 'DELETE', `/user/myself/session/${id}`, token)).json()).toEqual({
      msg: 'Successfully deleted session',
    });
  });
});

describe('with ACCOUNTS=both', () => {
  it('accounts sign in, and a user of the application has no password', async () => {
    await using both = await openTestApp({ database: app.database, accounts: 'both' });
    const { email, token } = await both.signUp();
    expect(await both.signIn(email)).toMatch(/^latchkey_/);
    const step = { payload: { password } };
    expect((await rest(both, 'POST', '/auth/stepup', token, step)).statusCode).toBe(200);
    // The same address, which is not how the application's user is known.
    const ofSubject = await sessionOfSubject(both, email);
    expect(codeOf(await rest(both, 'POST', '/auth/stepup', ofSubject, step))).toEqual(refused);
    const change = { payload: { new_password: password } };
    expect(codeOf(await rest(both, 'POST', '/auth/password', ofSubject, change))).toEqual(refused);
    expect(codeOf(await rest(both, 'POST', '/auth/verification', ofSubject))).toEqual(refused);
    expect((await rest(both, 'GET', '/auth/verification', ofSubject)).json().is_verified).toBe(true);
  });
});

it('a user of an application is named by subject and name, an account as before', async () => {
  const token = await sessionOfSubject(app, null);
  const user = { id: expect.any(Number), email: null, subject: expect.any(String), display_name: 'Ada' };
  expect((await rest(app, 'GET', '/user/myself', token)).json()).toEqual({ msg: 'Information about yourself', user });
  const { email, token: own } = await app.signUp();
  const answer = await rest(app, 'GET', '/user/myself', own);
  expect(answer.body).toBe(
    `{"msg":"Information about yourself","user":{"id":${answer.json().user.id},"email":"${email}"}}`,
  );
  const { data } = (await trpc(app, 'query', 'user.myself', own)).json().result;
  expect(JSON.stringify(data)).toBe(`{"id":${data.id},"email":"${email}"}`);
});

it('a user of an application is asked about a sign-in with its methods: in the mail, behind its link and over REST', async () => {
  await using both = await openTestApp({ database: app.database, accounts: 'both' });
  const key = await serviceKey(both);
  const subject = randomUUID();
  const email = `${subject}@example.com`;
  const begin = async (userAgent: string, methods: readonly string[]): Promise<string> => {
    const client = { ip: '203.0.113.9', headers: { 'user-agent': userAgent } };
    const begun = await ask(both, key, 'POST', '/sessions', { subject, email, methods, client });
    return begun.json().session_token;
  };
  const own = await begin(firefox, ['passkey']);
  const stranger = await begin(chrome, ['google', 'otp']);
  const signedInWith = [{ kind: 'brand', name: 'Google' }, { kind: 'one_time_code' }];
  const { alerts } = (await rest(both, 'GET', '/user/myself/alerts', own)).json();
  expect(alerts).toMatchObject([{ signed_in_with: signedInWith }]);
  const catcher = new MailCatcher(both);
  await catcher.to(email);
  const mail = catcher.signInMails.find((one) => one.email === email);
  expect(mail?.alerts).toMatchObject([{ signedInWith }]);
  const link = { link: mail?.link };
  const read = (await trpc(both, 'mutation', 'alert.readByLink', undefined, link)).json().result.data;
  expect(read).toMatchObject({ alerts: [{ signedInWith }], hasPassword: false });

  await trpc(both, 'mutation', 'alert.answerByLink', undefined, { ...link, answer: 'denied' });
  const ended = (await trpc(both, 'query', 'user.myself', stranger)).json().error.data.end;
  expect(ended).toMatchObject({ reason: 'reported', hasPassword: false });
});
