import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, openTestApp, rest } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const second = 1000;
const day = 24 * 60 * 60 * second;

async function idsOf(token: string): Promise<number[]> {
  const { sessions }: { sessions: { id: number }[] } = (await rest(app, 'GET', '/user/myself/session', token)).json();
  return sessions.map(({ id }) => id);
}

describe('the list of sessions', () => {
  it('has the oldest use first, also where this instance alone knows of a later one', async () => {
    const { email, token } = await app.signUp();
    app.passTime(second);
    const other = await app.signIn(email);
    app.passTime(10 * second);
    const [first = 0, later = 0] = await idsOf(other);
    expect(first).toBeLessThan(later);
    // This very request is a use of the older session, a moment after that of the newer one.
    app.passTime(second);
    expect(await idsOf(token)).toEqual([later, first]);
  });

  it('has the older session first where both were used at the same moment', async () => {
    const { email, token } = await app.signUp();
    await app.signIn(email);
    const ids = await idsOf(token);
    expect(ids).toEqual(ids.toSorted((one, next) => one - next));
    expect(ids).toHaveLength(2);
  });
});

describe('a session of somebody who does not stay signed in', () => {
  it('lives for a day, however much it is used, and one of somebody who does lives on', async () => {
    const { email, token: staying } = await app.signUp();
    const leaving = await app.signIn(email, undefined, { stay_logged_in: false });
    const statuses = () =>
      Promise.all([staying, leaving].map(async (token) => (await rest(app, 'GET', '/user/myself', token)).statusCode));
    app.passTime(day - second);
    expect(await statuses()).toEqual([200, 200]);
    app.passTime(second);
    expect(await statuses()).toEqual([200, 401]);
  });
});
