import { hash, randomBytes } from 'node:crypto';
import { createServiceKey } from '@latchkey/sessions/applications/service-key';
import { expect, it } from 'vitest';
import { startMailServer } from '../jobs/mail-server.ts';
import { startProcess } from '../server-process.ts';
import { canary, filesOf, leaksIn } from './canary.ts';

/** Secrets that requests contain, and that must not appear anywhere. */
const secrets = {
  password: canary('Password'),
  newPassword: canary('NewPassword'),
  wrong: canary('Wrong'),
  query: canary('Query'),
  scheme: canary('Scheme'),
  cookie: canary('Cookie'),
  device: randomBytes(32).toString('hex'),
  planted: `latchkey_${randomBytes(36).toString('hex')}`,
  fragment: canary('Body'),
  serviceKey: createServiceKey(),
  wrongKey: createServiceKey(),
};

it('no secret leaves the process except in Set-Cookie and documented answers, and none is stored', async () => {
  // Without SMTP_URL mails would be printed, with their recipient.
  const { url: SMTP_URL } = await startMailServer();
  const applications = { ACCOUNTS: 'both', SERVICE_KEYS: `shop ${secrets.serviceKey}` };
  const settings = { ...applications, SMTP_URL, MAIL_FROM: 'no-reply@example.com', LOG_LEVEL: 'debug' };
  const { child, ready, ended, dataDir } = startProcess(settings);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const address = await ready;
  const email = `${canary('person').toLowerCase()}@example.com`;
  const answers: string[] = [];
  const issued: Record<string, string> = {};
  let session = '';

  /** Sends a request of a browser. Keeps the answer without Set-Cookie, which may have a token. */
  async function ask(method: string, path: string, input?: object | string, headers: Record<string, string> = {}) {
    const cookie = `latchkey=${session}; latchkey-device=${secrets.device}; other=${secrets.cookie}`;
    const sent = { cookie, 'content-type': 'application/json', ...headers };
    const body = input === undefined ? {} : { body: typeof input === 'string' ? input : JSON.stringify(input) };
    const answer = await fetch(`${address}${path}`, { method, headers: sent, ...body });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name === 'latchkey') session = value;
      if (value !== '' && value !== secrets.device) issued[`issued ${name} ${Object.keys(issued).length}`] = value;
    }
    const shown = [...answer.headers].filter(([name]) => name !== 'set-cookie');
    answers.push(`${JSON.stringify(shown)}\n${await answer.text()}`);
    return answer.status;
  }
  const mutate = (name: string, input?: object) => ask('POST', `/api/trpc/${name}`, input ?? {});
  const { password, newPassword, wrong } = secrets;

  session = secrets.planted;
  expect(await mutate('auth.signUp', { email, password, rememberMe: true })).toBe(200);
  expect(await mutate('auth.signIn', { email, password })).toBe(200);
  expect(await mutate('auth.signIn', { email, password: wrong })).toBe(401);
  expect(await mutate('auth.stepUp', { password })).toBe(200);
  expect(await mutate('auth.stepUp', { password: wrong })).toBe(403);
  expect(await mutate('auth.changePassword', { newPassword })).toBe(200);
  expect(await mutate('device.rename', { deviceId: 1, label: 'Kitchen' })).toBe(200);
  expect(await ask('GET', '/api/trpc/history.list?input=%7B%7D')).toBe(200);
  expect(await ask('GET', '/api/trpc/session.list')).toBe(200);
  for (const path of [
    '/',
    '/sessions',
    '/signin',
    '/nowhere',
    '/api/docs',
    '/api/v1/user/myself',
    '/api/v1/nowhere',
    '/api/trpc/x',
  ]) {
    await ask('GET', `${path}?token=${secrets.query}&session_token=${session}&email=${email}`, undefined, {
      accept: 'text/html',
    });
  }
  for (const authorization of [
    `${secrets.scheme} x`,
    `Basic ${secrets.scheme}`,
    `Bearer ${secrets.scheme}`,
    `Bearer ${secrets.planted}`,
  ]) {
    expect(await ask('GET', '/api/v1/user/myself', undefined, { authorization })).toBe(401);
  }
  expect(await ask('POST', '/api/v1/auth/signin', `{"password":"${secrets.fragment}`)).toBe(400);
  expect(await ask('POST', '/api/trpc/auth.signIn', `{"password":"${secrets.fragment}`)).toBe(400);
  expect(
    await ask('POST', '/api/v1/auth/signup', {
      email: secrets.fragment,
      password: '1',
      stay_logged_in: secrets.fragment,
    }),
  ).toBe(422);
  const service = (path: string, key: string, input: object) =>
    ask('POST', `/api/v1/service/${path}`, input, { authorization: `Bearer ${key}` });
  expect(await service('introspect', secrets.serviceKey, { token: session })).toBe(200);
  expect(await service('introspect', secrets.wrongKey, { token: session })).toBe(401);
  expect(await service('sessions', secrets.serviceKey, { subject: 'a b', token: secrets.fragment })).toBe(422);
  expect(await ask('GET', `/api/v1/service/users/x/sessions?key=${secrets.serviceKey}`)).toBe(401);
  const bearer = { authorization: `Bearer ${session}` };
  const myself = '/api/v1/user/myself';
  for (const path of ['/devices', '/history', '/alerts']) {
    expect(await ask('GET', `${myself}${path}`, undefined, bearer)).toBe(200);
  }
  expect(await ask('GET', `${myself}/devices?after=${secrets.query}`, undefined, bearer)).toBe(422);
  expect(await ask('POST', `${myself}/alerts/7`, { answer: secrets.fragment }, bearer)).toBe(422);
  expect(await ask('GET', '/api/v1/verify')).toBe(200);
  expect(await mutate('session.logout')).toBe(200);
  child.kill('SIGTERM');
  await ended;

  const all = { ...secrets, ...issued };
  expect(Object.keys(issued).length).toBeGreaterThanOrEqual(4);
  expect(leaksIn(answers.join('\n'), all)).toEqual([]);
  expect(leaksIn(log, { ...all, email })).toEqual([]);
  expect(log.split('\n').filter((line) => line.includes('"route"')).length).toBe(answers.length);

  const kept = filesOf(dataDir);
  expect(leaksIn(kept, all)).toEqual([]);
  const neverStored = new Set([secrets.planted, secrets.serviceKey, secrets.wrongKey]);
  for (const token of Object.values(all).filter((text) => /[0-9a-f]{64}/.test(text) && !neverStored.has(text))) {
    expect(kept).toContain(hash('sha256', token, 'buffer').toString('latin1'));
  }
  expect(kept).toContain(email);
  expect(kept).toContain('$argon2id$');
});
