import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TestBrowser } from '../testing/browser.ts';
import { chrome, password, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

/** What a case is given to work with: two people, one of them on two devices. */
async function scene() {
  const [ada, bob] = [await app.signUp(), await app.signUp()];
  const second = await app.signIn(ada.email, chrome);
  const sessionOf = async (token: string) => {
    const found = await app.services.authenticator.authenticate(token);
    if (!found.ok) throw new Error('No such session');
    return found.value.session;
  };
  const idOf = async (token: string) => (await sessionOf(token)).id;
  const [carl, dora] = [await inBrowsers(), await inBrowsers()];
  return {
    browser: carl.token,
    newBrowser: carl.newToken,
    alertId: carl.alertId,
    bobsAlertId: dora.alertId,
    deviceId: (await sessionOf(second)).deviceId,
    bobsDeviceId: (await sessionOf(bob.token)).deviceId,
    ada: ada.token,
    email: ada.email,
    second,
    bob: bob.token,
    ids: { ada: await idOf(ada.token), second: await idOf(second), bob: await idOf(bob.token) },
  };
}

/** A user in the browser of the sign-up and in a new one, which raised an alert. */
async function inBrowsers() {
  const email = `${randomUUID()}@example.com`;
  const [first, second] = [new TestBrowser(app), new TestBrowser(app, chrome)];
  await first.signUp(email);
  await second.signIn(email);
  const { result }: { result: { data: { alerts: { id: number }[] } } } = (await first.query('alert.list')).json();
  const [token = '', newToken = ''] = [first, second].map(({ cookies }) => cookies.get('latchkey'));
  return { token, newToken, alertId: result.data.alerts[0]?.id ?? 0 };
}

type Scene = Awaited<ReturnType<typeof scene>>;
type Attempt = (given: Scene) => ReturnType<typeof rest>;

interface Case {
  readonly promise: string;
  readonly rest: Attempt;
  readonly trpc: Attempt;
  readonly status: number;
  readonly code?: string;
}

const session = '/user/myself/session';
const revoke = (id: (given: Scene) => unknown): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) => rest(app, 'DELETE', `${session}/${String(id(given))}`, given.ada),
  trpc: (given) => trpc(app, 'mutation', 'session.revoke', given.ada, { id: id(given) }),
});
const signIn = (fields: (given: Scene) => object): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) => rest(app, 'POST', '/auth/signin', undefined, { payload: fields(given) }),
  trpc: (given) => trpc(app, 'mutation', 'auth.signIn', undefined, fields(given)),
});
const signUp = (fields: (given: Scene) => object): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) => rest(app, 'POST', '/auth/signup', undefined, { payload: fields(given) }),
  trpc: (given) => trpc(app, 'mutation', 'auth.signUp', undefined, fields(given)),
});
const list = (token: (given: Scene) => string | undefined): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) => rest(app, 'GET', session, token(given)),
  trpc: (given) => trpc(app, 'query', 'session.list', token(given)),
});
const devices = (query: object = {}): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) => rest(app, 'GET', '/user/myself/devices', given.ada, { query: { ...query } }),
  trpc: (given) => trpc(app, 'query', `session.page?input=${encodeURIComponent(JSON.stringify(query))}`, given.ada),
});
const history = (query: object = {}): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) => rest(app, 'GET', '/user/myself/history', given.ada, { query: { ...query } }),
  trpc: (given) => trpc(app, 'query', `history.list?input=${encodeURIComponent(JSON.stringify(query))}`, given.ada),
});
const rename = (deviceId: (given: Scene) => unknown, label: unknown): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) =>
    rest(app, 'POST', `/user/myself/devices/${String(deviceId(given))}`, given.ada, { payload: { label } }),
  trpc: (given) => trpc(app, 'mutation', 'device.rename', given.ada, { deviceId: deviceId(given), label }),
});
const answerAlert = (id: (given: Scene) => unknown, answer: unknown): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) =>
    rest(app, 'POST', `/user/myself/alerts/${String(id(given))}`, given.browser, { payload: { answer } }),
  trpc: (given) => trpc(app, 'mutation', 'alert.answer', given.browser, { id: id(given), answer }),
});
const logout = (token: (given: Scene) => string | undefined): Pick<Case, 'rest' | 'trpc'> => ({
  rest: (given) =>
    rest(app, 'POST', `${session}/logoutCurrentSession`, given.ada, { payload: { session_token: token(given) } }),
  trpc: (given) => trpc(app, 'mutation', 'session.logoutCurrentSession', given.ada, { sessionToken: token(given) }),
});

const cases: Case[] = [
  { promise: 'lists for who is signed in', ...list((given) => given.ada), status: 200 },
  { promise: 'asks for a token', ...list(() => undefined), status: 401, code: 'token_not_provided' },
  { promise: 'refuses a wrong token', ...list(() => 'wrong'), status: 401, code: 'token_incorrect' },
  { promise: 'ends a session of one’s own', ...revoke((given) => given.ids.second), status: 200 },
  { promise: 'ends the current session by its id', ...revoke((given) => given.ids.ada), status: 200 },
  ...[0, -1, 1.5, 1e300, 2 ** 53, 999_999_999, 'abc', '', '007'].map((id): Case => ({
    promise: `finds no session ${JSON.stringify(id)}`,
    ...revoke(() => (id === '' ? '%20' : id)),
    status: 404,
    code: 'session_token_not_found',
  })),
  { promise: 'finds no foreign session', ...revoke((given) => given.ids.bob), status: 404, code: 'session_token_not_found' },
  { promise: 'logs out by the current token', ...logout((given) => given.ada), status: 200 },
  { promise: 'does not log out by another token', ...logout((given) => given.second), status: 404, code: 'session_token_incorrect' },
  { promise: 'needs a token to log out', ...logout(() => undefined), status: 422, code: 'validation_failed' },
  { promise: 'refuses a wrong password', ...signIn(({ email }) => ({ email, password: 'wrong' })), status: 401, code: 'credentials_incorrect' },
  { promise: 'refuses an unknown address', ...signIn(() => ({ email: 'x@example.com', password })), status: 401, code: 'credentials_incorrect' },
  { promise: 'refuses a sign-in without a password', ...signIn(({ email }) => ({ email })), status: 422, code: 'validation_failed' },
  { promise: 'refuses a taken address', ...signUp(({ email }) => ({ email, password })), status: 409, code: 'email_taken' },
  { promise: 'refuses a short password', ...signUp(() => ({ email: 'y@example.com', password: '1234567' })), status: 422, code: 'validation_failed' },
  { promise: 'lists the devices', ...devices(), status: 200 },
  { promise: 'lists a page of them', ...devices({ limit: 1, order: 'oldest_use_first' }), status: 200 },
  { promise: 'takes a cursor as text', ...devices({ after: '1772366400000000.1' }), status: 200 },
  ...[{ limit: 0 }, { limit: 501 }, { limit: 'x' }, { after: 'x' }, { after: '1' }, { order: 'x' }].map((query): Case => ({
    promise: `refuses a page of devices with ${JSON.stringify(query)}`,
    ...devices(query), status: 422, code: 'validation_failed',
  })),
  { promise: 'shows the history', ...history({ limit: '5', kinds: 'signed_in,ended' }), status: 200 },
  ...[{ limit: 101 }, { before: 'x' }, { kinds: 'unknown' }, { deviceId: 'x', device_id: 'x' }].map((query): Case => ({
    promise: `refuses a page of history with ${JSON.stringify(query)}`,
    ...history(query), status: 422, code: 'validation_failed',
  })),
  {
    promise: 'ends all other sessions',
    rest: (given) => rest(app, 'DELETE', '/user/myself/devices/others', given.ada),
    trpc: (given) => trpc(app, 'mutation', 'session.revokeOthers', given.ada),
    status: 200,
  },
  {
    promise: 'asks a browser for a proof before it ends all others',
    rest: (given) => rest(app, 'DELETE', '/user/myself/devices/others', given.newBrowser),
    trpc: (given) => trpc(app, 'mutation', 'session.revokeOthers', given.newBrowser),
    status: 403,
    code: 'step_up_required',
  },
  { promise: 'names a device', ...rename((given) => given.deviceId, 'Kitchen'), status: 200 },
  { promise: 'finds no foreign device', ...rename((given) => given.bobsDeviceId, 'Kitchen'), status: 404, code: 'device_not_found' },
  { promise: 'finds no device by an odd id', ...rename(() => '007', 'Kitchen'), status: 404, code: 'device_not_found' },
  { promise: 'refuses an empty name', ...rename((given) => given.deviceId, ''), status: 422, code: 'validation_failed' },
  {
    promise: 'lists the open alerts',
    rest: (given) => rest(app, 'GET', '/user/myself/alerts', given.browser),
    trpc: (given) => trpc(app, 'query', 'alert.list', given.browser),
    status: 200,
  },
  { promise: 'answers an alert', ...answerAlert((given) => given.alertId, 'confirmed'), status: 200 },
  { promise: 'denies an alert', ...answerAlert((given) => given.alertId, 'denied'), status: 200 },
  { promise: 'finds no foreign alert', ...answerAlert((given) => given.bobsAlertId, 'confirmed'), status: 404, code: 'alert_not_found' },
  { promise: 'refuses another answer', ...answerAlert((given) => given.alertId, 'perhaps'), status: 422, code: 'validation_failed' },
]; // prettier-ignore

const restCode = (body: { error_code?: string }) => body.error_code;
const trpcCode = (body: { error?: { data: { errorCode: string } } }) => body.error?.data.errorCode;

describe('REST and tRPC give the same answer:', () => {
  it.each(cases)('$promise, with one and the same answer', async ({ rest: overRest, trpc: overTrpc, status, code }) => {
    const restAnswer = await overRest(await scene());
    const trpcAnswer = await overTrpc(await scene());
    expect([restAnswer.statusCode, restCode(restAnswer.json())]).toEqual([status, code]);
    expect([trpcAnswer.statusCode, trpcCode(trpcAnswer.json())]).toEqual([status, code]);
  });
});

describe('over tRPC', () => {
  it('the list has the fields of the page, and no secret', async () => {
    const { ada, ids } = await scene();
    const body: { result: { data: { sessions: Record<string, unknown>[] } } } = (
      await trpc(app, 'query', 'session.list', ada)
    ).json();
    const { sessions } = body.result.data;
    expect(sessions.map(({ id, isCurrent }) => ({ id, isCurrent }))).toEqual([
      { id: ids.ada, isCurrent: true },
      { id: ids.second, isCurrent: false },
    ]);
    expect(sessions[1]).toEqual({
      id: ids.second,
      deviceId: expect.any(Number),
      label: null,
      clientLabel: null,
      device: { kind: 'desktop', software: 'Chrome', version: '77', systems: [{ name: 'Linux', version: null }] },
      ip: '127.0.0.1',
      location: { kind: 'private', country: null },
      createdAt: '2026-03-01T12:00:00.000Z',
      lastUsedAt: '2026-03-01T12:00:00.000Z',
      activeDays: 1,
      usedDays: 1,
      lastCountry: null,
      isNewCountry: false,
      rememberMe: true,
      signedInWith: [{ kind: 'password' }],
      expiresAt: '2026-03-15T12:00:00.000Z',
      expiresUnlessUsed: true,
      isCurrent: false,
      isBound: false,
      isConfirmed: false,
    });
  });

  it('revokeOthers ends all other sessions of the user', async () => {
    const { ada, second, bob } = await scene();
    const ended = await trpc(app, 'mutation', 'session.revokeOthers', ada);
    expect(ended.json()).toEqual({ result: { data: { ended: 1 } } });
    const statuses = [ada, second, bob].map(async (token) => (await rest(app, 'GET', session, token)).statusCode);
    expect(await Promise.all(statuses)).toEqual([200, 401, 200]);
  });

  it('a browser with a revoked session receives time and reason', async () => {
    const { ada, second } = await scene();
    await trpc(app, 'mutation', 'session.revokeOthers', ada);
    const endOf = async (token: string) => {
      const body: { error: { data: { end: unknown } } } = (await trpc(app, 'query', 'user.myself', token)).json();
      return body.error.data.end;
    };
    expect(await endOf(second)).toEqual({
      at: '2026-03-01T12:00:00.000Z',
      sessionCreatedAt: '2026-03-01T12:00:00.000Z',
      reason: 'revoked_others',
      by: { device: expect.objectContaining({ software: 'Firefox', version: '69' }), label: null, clientLabel: null },
      hasPassword: true,
    });
    expect(await endOf(`${second.slice(0, -1)}x`)).toBeNull();
  });
});
