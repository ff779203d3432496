import { describe, expect, it } from 'vitest';
import { rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

const second = 1000;
const day = 24 * 60 * 60 * second;

async function idsOf(token: string): Promise<number[]> {
  const { sessions }: { sessions: { id: number }[] } = (await rest(app, 'GET', '/user/myself/session', token)).json();
  return sessions.map(({ id }) => id);
}

describe('the list of sessions', () => {
  it('has the oldest use first, also where the last use is still in the buffer', async () => {
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

  it('has the older session first where the last uses are equal', async () => {
    const { email, token } = await app.signUp();
    await app.signIn(email);
    const ids = await idsOf(token);
    expect(ids).toEqual(ids.toSorted((one, next) => one - next));
    expect(ids).toHaveLength(2);
  });
});

describe('a session without rememberMe', () => {
  it('expires after a day, also when it is used, and one with rememberMe does not', async () => {
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
