import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, chrome, openTestApp, password, rest, trpc } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

/** What a case is given to work with: two people, one of them on two devices. */
async function scene() {
  const [ada, bob] = [await app.signUp(), await app.signUp()];
  const second = await app.signIn(ada.email, chrome);
  const idOf = async (token: string) => {
    const found = await app.services.authenticator.authenticate(token);
    if (!found.ok) throw new Error('No such session');
    return found.value.session.id;
  };
  return {
    ada: ada.token,
    email: ada.email,
    second,
    bob: bob.token,
    ids: { ada: await idOf(ada.token), second: await idOf(second), bob: await idOf(bob.token) },
  };
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
]; // prettier-ignore

const restCode = (body: { error_code?: string }) => body.error_code;
const trpcCode = (body: { error?: { data: { errorCode: string } } }) => body.error?.data.errorCode;

describe('REST and tRPC', () => {
  it.each(cases)('$promise, with one and the same answer', async ({ rest: overRest, trpc: overTrpc, status, code }) => {
    const restAnswer = await overRest(await scene());
    const trpcAnswer = await overTrpc(await scene());
    expect([restAnswer.statusCode, restCode(restAnswer.json())]).toEqual([status, code]);
    expect([trpcAnswer.statusCode, trpcCode(trpcAnswer.json())]).toEqual([status, code]);
  });
});

describe('over tRPC', () => {
  it('the list says of each session what the page needs, and nothing secret', async () => {
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
      ownersName: null,
      selfName: null,
      device: { kind: 'desktop', software: 'Chrome', version: '77', systems: [{ name: 'Linux', version: null }] },
      information: 'Chrome - 77; OS: Linux; Phone: false',
      address: '127.0.0.1',
      place: { kind: 'private', country: null },
      createdAt: '2026-03-01T12:00:00.000Z',
      lastUsedAt: '2026-03-01T12:00:00.000Z',
      activeDays: 1,
      expiresAt: '2026-03-15T12:00:00.000Z',
      expiresUnlessUsed: true,
      isCurrent: false,
      isBound: false,
      isConfirmed: false,
    });
  });

  it('all other sessions end in one go, the current one and other people’s stay', async () => {
    const { ada, second, bob } = await scene();
    const ended = await trpc(app, 'mutation', 'session.revokeOthers', ada);
    expect(ended.json()).toEqual({ result: { data: { ended: 1 } } });
    const statuses = [ada, second, bob].map(async (token) => (await rest(app, 'GET', session, token)).statusCode);
    expect(await Promise.all(statuses)).toEqual([200, 401, 200]);
  });

  it('a browser thrown out is told when and why, by the holder of the right token only', async () => {
    const { ada, second } = await scene();
    await trpc(app, 'mutation', 'session.revokeOthers', ada);
    const endOf = async (token: string) => {
      const body: { error: { data: { end: unknown } } } = (await trpc(app, 'query', 'user.myself', token)).json();
      return body.error.data.end;
    };
    expect(await endOf(second)).toEqual({
      at: '2026-03-01T12:00:00.000Z',
      reason: 'revoked_others',
      by: { device: expect.objectContaining({ software: 'Firefox', version: '69' }), ownersName: null, selfName: null },
    });
    expect(await endOf(`${second.slice(0, -1)}x`)).toBeNull();
  });
});
