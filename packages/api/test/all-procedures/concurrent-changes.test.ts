import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TestBrowser } from '../testing/browser.ts';
import { chrome, password, rest, sharedTestApp } from '../testing/test-app.ts';

/** How often each race is run. */
const rounds = Number(process.env.RACE_ROUNDS ?? 6);
const eachRound = Array.from({ length: rounds }, (_, at) => at);

const app = await sharedTestApp();

const isLive = async (token: string) => (await rest(app, 'GET', '/user/myself', token)).statusCode === 200;

const livingOf = async (tokens: readonly string[]) => {
  const living = await Promise.all(tokens.map(isLive));
  return tokens.filter((_, at) => living[at]);
};

async function userOf(token: string): Promise<{ user: number; session: number }> {
  const found = await app.services.authenticator.authenticate(token);
  if (!found.ok) throw new Error('No such session');
  return { user: found.value.user.id, session: found.value.session.id };
}

async function endsOf(user: number): Promise<(readonly [number | null, string | null])[]> {
  const events = await app.database.events.list(user, { before: null, limit: 1000 });
  return events.filter(({ kind }) => kind === 'ended').map(({ sessionId, endReason }) => [sessionId, endReason]);
}

/** Several of one thing at the same moment. */
const times = <Value>(count: number, run: (at: number) => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => run(at)));

describe.each(eachRound)('at the same moment, in round %i,', (round) => {
  it('a step-up in many tabs leaves one valid token, the last one', async () => {
    const browser = new TestBrowser(app);
    const email = `${randomUUID()}@example.com`;
    await browser.signUp(email);
    const first = browser.cookies.get('latchkey') ?? '';
    const { session } = await userOf(first);
    const delivered: string[] = [first];
    const tabs = await times(2 + (round % 6), async () => {
      const answer = await browser.stepUp();
      const lines = [answer.headers['set-cookie'] ?? []].flat();
      delivered.push(...lines.flatMap((line) => /^latchkey=([^;]+)/.exec(line)?.[1] ?? []));
      return answer.statusCode;
    });
    expect(tabs.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1);
    for (const status of tabs) expect([200, 401]).toContain(status);
    const kept = browser.cookies.get('latchkey') ?? '';
    expect(await livingOf([...new Set(delivered)])).toEqual([kept]);
    expect((await userOf(kept)).session).toBe(session);
  });

  it('revokeAll and a sign-in leave no session from before', async () => {
    const { email, token } = await app.signUp();
    const older = [token, ...(await times(3, () => app.signIn(email)))];
    const { user } = await userOf(token);
    const revokes = times(2, (at) => app.http.inject({
      method: 'POST',
      url: '/api/trpc/session.revokeAll',
      headers: { authorization: `Bearer ${older[at]}`, 'content-type': 'application/json' },
    })); // prettier-ignore
    const [answers, begun] = await Promise.all([revokes, times(3, () => app.signIn(email, chrome))]);
    expect(answers.some(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(await livingOf(older)).toEqual([]);
    const living = await livingOf(begun);
    const listed = await app.database.sessions.listLive(user, app.services.sessions.cutoff());
    expect(listed).toHaveLength(living.length);
    const ends = await endsOf(user);
    expect(ends).toHaveLength(older.length + begun.length - living.length);
    expect(new Set(ends.map(([id]) => id)).size).toBe(ends.length);
  });

  it('a password change and a sign-in with the old password leave no session of the old password', async () => {
    const { email, token } = await app.signUp();
    const proof = await rest(app, 'POST', '/auth/stepup', token, { payload: { password } });
    const { session_token: proved }: { session_token: string } = proof.json();
    const change = rest(app, 'POST', '/auth/password', proved, { payload: { new_password: `${password} ${round}` } });
    const attempts = times(4, () => rest(app, 'POST', '/auth/signin', undefined, { payload: { email, password } }));
    const [changed, answers] = await Promise.all([change, attempts]);
    expect(changed.statusCode).toBe(200);
    for (const { statusCode } of answers) expect([200, 401]).toContain(statusCode);
    const tokens = answers.flatMap((answer) => {
      const { session_token: begun }: { session_token?: string } = answer.json();
      return begun ?? [];
    });
    expect(await livingOf([token, ...tokens])).toEqual([]);
    const { session_token: kept }: { session_token: string } = changed.json();
    expect(await isLive(kept)).toBe(true);
  });

  it('two revocations of one session give one 200 and one event', async () => {
    const { email, token } = await app.signUp();
    const { user, session } = await userOf(await app.signIn(email));
    const answers = await times(5, () => rest(app, 'DELETE', `/user/myself/session/${session}`, token));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 404, 404, 404, 404]);
    expect(await endsOf(user)).toEqual([[session, 'revoked']]);
  });

  it('two sign-ins in one browser leave one session', async () => {
    const browser = new TestBrowser(app);
    const email = `${randomUUID()}@example.com`;
    await browser.signUp(email);
    const { user } = await userOf(browser.cookies.get('latchkey') ?? '');
    const answers = await times(4, () => browser.signIn(email));
    for (const { statusCode } of answers) expect(statusCode).toBe(200);
    expect(await browser.sessions()).toHaveLength(1);
    const ends = await endsOf(user);
    expect(ends.map(([, reason]) => reason)).toEqual(Array(4).fill('superseded'));
  });
});
