import { randomBytes, randomUUID } from 'node:crypto';
import { createMailLink, hashMailLink } from '@latchkey/sessions/tokens/mail-link';
import { hashDeviceToken, parseDeviceToken } from '@latchkey/sessions/tokens/device-token';
import type { Stores } from '@latchkey/sessions/latchkey';
import { hashSessionToken, parseSessionToken } from '@latchkey/sessions/tokens/session-token';
import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import Fastify, { type LightMyRequestResponse } from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { latchkeyApi } from '../../src/http/api-plugin.ts';
import { answerError } from '../../src/http/error-response.ts';
import { applicationWithStepUp, client, serviceScene } from '../service/service-scene.ts';
import { serviceKey } from '../service/service.ts';
import { sharedTestApp } from '../testing/test-app.ts';

/** What is wrong with the database at the moment. A text with a NUL in it is one that PostgreSQL itself refuses. */
let trouble: 'none' | 'breaks' | 'away' = 'none';

const spoiled = (given: unknown): unknown => {
  if (typeof given === 'string') return `${given}\u0000`;
  if (Array.isArray(given)) return given.map(spoiled);
  if (typeof given !== 'object' || given === null || given instanceof Date) return given;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, spoiled(value)]));
};

/** A real store, whose errors are the real ones of Prisma and PostgreSQL, about what was really asked. */
function troubled<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: readonly unknown[]): unknown => {
        if (trouble === 'away') return Promise.reject(new StoreUnavailable(new Error('Connection terminated')));
        return Reflect.apply(method, target, trouble === 'breaks' ? given.map(spoiled) : given);
      };
    },
  });
}

const withTrouble = ({ sessions, users, subjects, devices, events, alerts, endpoints, ...others }: Stores): Stores => ({
  ...others,
  subjects: troubled(subjects),
  endpoints: troubled(endpoints),
  sessions: troubled(sessions),
  users: troubled(users),
  devices: troubled(devices),
  events: troubled(events),
  alerts: troubled(alerts),
});

const app = await sharedTestApp({ ...applicationWithStepUp, stores: withTrouble });
let log = '';
const stream = { write: (line: string) => void (log += line) };
const http = Fastify({
  frameworkErrors: answerError,
  logger: { level: 'trace', stream },
  genReqId: () => randomUUID(),
});
http.register(latchkeyApi, { services: app.services, publicUrl: new URL('http://localhost:3000') });
await http.ready();
afterAll(() => http.close());

const canary = (name: string) => `canary-${name}-${randomBytes(8).toString('hex')}`;

/** A user in a browser, and all secrets of that user, in the browser and in the database. */
async function someone() {
  const email = `${canary('person')}@example.com`;
  const [password, wrong, newPassword] = [canary('password'), canary('wrong'), canary('new')];
  const device = randomBytes(32).toString('hex');
  const credentials = { email, password, rememberMe: true };
  const tokenIn = ({ headers }: LightMyRequestResponse) =>
    /^latchkey=([^;]+)/.exec([headers['set-cookie']].flat()[0] ?? '')?.[1] ?? '';
  const first = tokenIn(await mutate('auth.signUp', credentials, `latchkey-device=${device}`));
  const begun = await mutate('auth.stepUp', { password }, `latchkey=${first}; latchkey-device=${device}`);
  const token = tokenIn(begun);
  const [session, known] = [parseSessionToken(token), parseDeviceToken(device)];
  if (!session || !known) throw new Error(`No token: ${begun.body}`);
  const link = createMailLink();
  const hashes = {
    linkHash: hashMailLink(link),
    tokenHash: hashSessionToken(session),
    deviceHash: hashDeviceToken(known),
    kind: '$argon2',
  };
  const secrets = { email, password, wrong, newPassword, device, token, link, ...hashes };
  return { secrets, credentials, cookie: `latchkey=${token}; latchkey-device=${device}` };
}

function mutate(name: string, input: object, cookie: string): Promise<LightMyRequestResponse> {
  const headers = { cookie, 'content-type': 'application/json' };
  return http.inject({
    method: 'POST',
    url: `/api/trpc/${name}?token=${canary('query')}`,
    headers,
    payload: JSON.stringify(input),
  });
}

const program = (path: string, payload: object) => http.inject({ method: 'POST', url: `/api/v1${path}`, payload });

const leaksIn = (text: string, secrets: Readonly<Record<string, string>>) =>
  Object.entries(secrets).filter(([, secret]) => text.includes(secret)).map(([name]) => name); // prettier-ignore

describe.each([
  ['breaks', 500, 'internal_error'],
  ['away', 503, 'service_unavailable'],
] as const)('a database that %s', (kind, status, code) => {
  it('leaves no secret of an application in log and answer', async () => {
    const key = await serviceKey(app);
    const { subject, token, request, endpoint } = await serviceScene(app, key);
    const service = (path: string, payload: object) =>
      http.inject({
        method: 'POST',
        url: `/api/v1/service${path}`,
        headers: { authorization: `Bearer ${key}` },
        payload,
      });
    const methods = ['otp'];
    // The same request once before, so that the key and the session are in memory.
    expect((await service('/step-ups', { token, request })).statusCode).toBe(200);
    log = '';
    trouble = kind;
    const answers = [
      await service('/webhooks', { url: `https://${canary('host')}.example.com/` }),
      await service(`/webhooks/${endpoint}`, { url: `https://${canary('host')}.example.com/` }),
      await service(`/webhooks/${endpoint}`, { rotate_secret: true }),
      await service('/sessions', { subject: canary('subject'), display_name: canary('name'), methods, client }),
      await service('/sessions/confirm', { token, subject, request, methods }),
      await service(`/users/${canary('subject')}`, { email: `${canary('person')}@example.com` }),
      await service(`/users/${canary('subject')}/disable`, {}),
    ];
    trouble = 'none';
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => status));
    const answered = answers.map(({ body, headers }) => body + JSON.stringify(headers)).join('\n');
    const faults = log.split('\n').filter((line) => line.includes(`"code":"${code}"`));
    expect(faults).toHaveLength(answers.length);
    // Fastify's own log, which the server replaces by one of routes, repeats the URL of a request.
    expect(faults.join('\n') + answered).not.toContain('canary-');
    const shown = log + answered;
    const signature = request.split('.')[2] ?? '';
    expect(leaksIn(shown, { key, token, request, signature })).toEqual([]);
    expect(shown).not.toMatch(/whsec_|latchkey_[0-9a-f]/);
  });

  it('leaves no secret in log and answer, and is logged with its cause', async () => {
    const { secrets, credentials, cookie } = await someone();
    const { email, password, wrong, newPassword, link } = secrets;
    log = '';
    trouble = kind;
    const answers = [
      await mutate('auth.signUp', { ...credentials, email: `other-${email}` }, cookie),
      await mutate('auth.signIn', credentials, cookie),
      await program('/auth/signin', { email, password, session_information: canary('name') }),
      await program('/auth/signup', { email: `third-${email}`, password }),
      await mutate('auth.stepUp', { password: wrong }, cookie),
      await mutate('auth.changePassword', { newPassword }, cookie),
      await mutate('device.rename', { deviceId: 1, label: canary('device') }, cookie),
      await mutate('alert.answer', { id: 1, answer: 'confirmed' }, cookie),
    ];
    // A link reaches the database as bytes, which nothing can spoil.
    if (kind === 'away') answers.push(await mutate('alert.readByLink', { link }, cookie));
    if (kind === 'away') answers.push(await mutate('alert.answerByLink', { link, answer: 'denied' }, cookie));
    trouble = 'none';
    for (const answer of answers) {
      expect([answer.statusCode, answer.body.includes(code), answer.headers['set-cookie']]).toEqual([
        status,
        true,
        undefined,
      ]);
    }
    const faults = log.split('\n').filter((line) => line.includes(`"code":"${code}"`));
    expect(faults).toHaveLength(answers.length);
    for (const fault of faults) {
      expect(JSON.parse(fault).err.message).toMatch(
        kind === 'away' ? /Connection terminated/ : /invalid byte sequence/,
      );
      expect(fault).not.toContain('canary-');
    }
    expect(leaksIn(log, secrets)).toEqual([]);
    const shown = answers.map(({ body, headers }) => body + JSON.stringify(headers)).join('\n');
    expect(leaksIn(shown, secrets)).toEqual([]);
    expect(shown).not.toMatch(/prisma|PostgreSQL|node_modules|terminated|canary-/i);
  });
});

it('no error repeats the input, and no history or list contains a secret', async () => {
  const { secrets, credentials, cookie } = await someone();
  log = '';
  const { email, wrong, token } = secrets;
  const answers = [
    await mutate('auth.signUp', credentials, cookie),
    await mutate('auth.signIn', { email, password: wrong }, cookie),
    await mutate('auth.signIn', { email: wrong, password: 'x', rememberMe: wrong }, cookie),
    await mutate('auth.stepUp', { password: wrong }, cookie),
    await mutate('session.logoutCurrentSession', { sessionToken: secrets.tokenHash }, cookie),
    await mutate('alert.readByLink', { link: secrets.link }, cookie),
    await mutate('alert.answerByLink', { link: secrets.link, answer: wrong }, cookie),
    await program('/auth/signin', { email, password: wrong, [wrong]: token }),
    await http.inject({ url: '/api/v1/user/myself', headers: { authorization: `Bearer ${token}x` } }),
    await http.inject({
      url: `/api/v1/user/myself/session/${token}`,
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    }),
    await http.inject({ url: `/api/trpc/${token}`, headers: { cookie } }),
    await http.inject({ url: '/api/trpc/history.list?input=%7B%7D', headers: { cookie } }),
    await http.inject({ url: '/api/trpc/session.list', headers: { cookie } }),
    await http.inject({ url: '/api/v1/user/myself/session', headers: { authorization: `Bearer ${token}` } }),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([
    409, 401, 422, 403, 404, 404, 422, 401, 401, 404, 404, 200, 200, 200,
  ]);
  const shown = answers.map(({ body, headers }) => body + JSON.stringify(headers)).join('\n');
  const { token: _token, ...others } = secrets;
  expect(leaksIn(shown, others)).toEqual([]);
  // tRPC repeats the path of a missing procedure: a client that sends a token there has it already.
  expect(leaksIn(shown.replaceAll(`"path":"${token}"`, ''), secrets)).toEqual([]);
});
