import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { chrome, firefox, openTestApp, password, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const app = await sharedTestApp({ limits: { perUser: 5 } });

const someone = () => `${randomUUID()}@example.com`;

async function signedUp(email = someone(), userAgent = firefox) {
  const browser = new TestBrowser(app, userAgent);
  await browser.signUp(email);
  return { browser, email };
}

async function signedIn(email: string, userAgent = firefox) {
  const browser = new TestBrowser(app, userAgent);
  await browser.signIn(email);
  return browser;
}

const currentId = async (browser: TestBrowser) => {
  const current = (await browser.sessions()).find(({ isCurrent }) => isCurrent);
  if (!current) throw new Error('No current session');
  return current.id;
};

describe('a device', () => {
  it('has one session a user: signing in again supersedes the old one', async () => {
    const { browser, email } = await signedUp();
    const old = browser.cookies.get('latchkey');
    await browser.signIn(email);
    expect(await browser.sessions()).toHaveLength(1);
    browser.cookies.set('latchkey', old ?? '');
    expect((await browser.end())?.reason).toBe('superseded');
  });

  it('is not identified by its user agent: two browsers of one kind are two devices', async () => {
    const { browser, email } = await signedUp();
    const other = await signedIn(email);
    const sessions = await other.sessions();
    expect(new Set(sessions.map(({ deviceId }) => deviceId)).size).toBe(2);
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('shared by two users shows each only their own sessions', async () => {
    const { browser, email } = await signedUp();
    const hers = await browser.sessions();
    const session = browser.cookies.get('latchkey') ?? '';
    await browser.signUp(someone());
    const his = await browser.sessions();
    expect(his).toHaveLength(1);
    expect(his[0]?.deviceId).not.toBe(hers[0]?.deviceId);
    browser.cookies.set('latchkey', session);
    expect(await browser.sessions()).toMatchObject([{ id: hers[0]?.id }]);
    await browser.signIn(email);
    expect((await browser.sessions())[0]?.deviceId).toBe(hers[0]?.deviceId);
  });

  it('of a program is new at each sign-in', async () => {
    const { email, token } = await app.signUp('curl/8');
    const again = await app.signIn(email, 'curl/8');
    for (const held of [token, again]) expect((await rest(app, 'GET', '/user/myself', held)).statusCode).toBe(200);
  });

  it('has the label that its owner sets, and other users cannot set it', async () => {
    const { browser } = await signedUp();
    const [own] = await browser.sessions();
    expect(
      (await browser.mutate('device.rename', { deviceId: own?.deviceId, label: '  Kitchen iPad ' })).statusCode,
    ).toBe(200);
    expect((await browser.sessions())[0]?.label).toBe('Kitchen iPad');
    const { browser: stranger } = await signedUp();
    for (const deviceId of [own?.deviceId, 999_999_999, 0, -1, 1.5]) {
      expect(errorCode(await stranger.mutate('device.rename', { deviceId, label: 'Mine' }))).toBe('device_not_found');
    }
    await browser.mutate('device.rename', { deviceId: own?.deviceId, label: null });
    expect((await browser.sessions())[0]?.label).toBeNull();
  });
});

describe('a step-up', () => {
  it('is valid for five minutes, to the second', async () => {
    const { browser, email } = await signedUp();
    const younger = async () => currentId(await signedIn(email, chrome));
    app.passTime(5 * minute - second);
    expect((await browser.mutate('session.revoke', { id: await younger() })).statusCode).toBe(200);
    app.passTime(second);
    const id = await younger();
    const refused = await browser.mutate('session.revoke', { id });
    expect([refused.statusCode, errorCode(refused)]).toEqual([403, 'step_up_required']);
    await browser.stepUp();
    expect((await browser.mutate('session.revoke', { id })).statusCode).toBe(200);
    app.passTime(5 * minute - second);
    expect((await browser.mutate('session.revoke', { id: await younger() })).statusCode).toBe(200);
  });

  it('is not needed to end the current session', async () => {
    const { browser } = await signedUp();
    app.passTime(10 * minute);
    expect((await browser.mutate('session.revoke', { id: await currentId(browser) })).statusCode).toBe(200);
    expect(await browser.isSignedIn()).toBe(false);
  });

  it('gives the same session a new token, and the old token is rejected at once', async () => {
    const { browser } = await signedUp();
    const [id, old] = [await currentId(browser), browser.cookies.get('latchkey') ?? ''];
    expect((await browser.stepUp()).body).not.toContain('latchkey_');
    expect(browser.cookies.get('latchkey')).not.toBe(old);
    expect(await currentId(browser)).toBe(id);
    expect((await rest(app, 'GET', '/user/myself', old)).statusCode).toBe(401);
  });

  it('needs the correct password', async () => {
    const { browser, email } = await signedUp();
    await signedIn(email);
    app.passTime(10 * minute);
    const wrong = await browser.stepUp('not this one');
    expect([wrong.statusCode, errorCode(wrong)]).toEqual([403, 'password_incorrect']);
    expect(errorCode(await browser.mutate('session.revokeOthers'))).toBe('step_up_required');
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('is needed by a session younger than an hour before it ends an older one', async () => {
    const { browser: owner, email } = await signedUp();
    const ownerId = await currentId(owner);
    const thief = await signedIn(email, chrome);
    for (const attempt of [
      () => thief.mutate('session.revoke', { id: ownerId }),
      () => thief.mutate('session.revokeOthers'),
      () => thief.mutate('session.revokeAll'),
    ]) {
      expect(errorCode(await attempt())).toBe('step_up_required');
    }
    expect(await owner.isSignedIn()).toBe(true);
    await thief.stepUp();
    expect((await thief.mutate('session.revoke', { id: ownerId })).statusCode).toBe(200);
  });

  it('is needed by revokeMany, which ends the given sessions except the current one', async () => {
    const { browser: owner, email } = await signedUp();
    const ownerId = await currentId(owner);
    const thief = await signedIn(email, chrome);
    const own = await currentId(thief);
    const younger = await currentId(await signedIn(email));
    const many = async (ids: number[]) => {
      const answer = await thief.mutate('session.revokeMany', { ids });
      const body: { result?: { data: { ended: number[] } } } = answer.json();
      return body.result?.data.ended ?? errorCode(answer);
    };
    expect(await many([younger, ownerId])).toBe('step_up_required');
    expect(await many([younger, own, 999_999_999])).toEqual([younger]);
    expect(await thief.isSignedIn()).toBe(true);
    await thief.stepUp();
    expect(await many([younger, ownerId, own])).toEqual([ownerId]);
    expect(await owner.isSignedIn()).toBe(false);
    expect(await thief.isSignedIn()).toBe(true);
    app.passTime(10 * minute);
    expect(await many([999_999_999])).toBe('step_up_required');
    expect((await thief.mutate('session.revokeMany', { ids: Array(5001).fill(1) })).statusCode).toBe(422);
  });

  it('is demanded alike for existing and for missing sessions', async () => {
    const { browser: stranger } = await signedUp();
    const foreign = await currentId(stranger);
    const browser = await signedIn((await signedUp()).email, chrome);
    const answers = [];
    for (const id of [foreign, foreign - 1, 1, 999_999_999])
      answers.push(await browser.mutate('session.revoke', { id }));
    expect(answers.map(errorCode)).toEqual([
      'step_up_required',
      'step_up_required',
      'step_up_required',
      'session_token_not_found',
    ]);
    app.passTime(10 * minute);
    for (const id of [foreign, 1, 999_999_999]) {
      expect(errorCode(await browser.mutate('session.revoke', { id }))).toBe('step_up_required');
    }
  });

  it('is not needed by programs, except where the configuration demands it', async () => {
    const { email, token } = await app.signUp();
    const other = await app.signIn(email, chrome);
    const idOf = async (held: string) => {
      const found = await app.services.authenticator.authenticate(held);
      return found.ok ? found.value.session.id : 0;
    };
    const older = await idOf(token);
    app.passTime(10 * minute);
    await using strict = await openTestApp({ database: app.database, stepUp: 'always' });
    strict.setTime(new Date(Date.parse('2026-03-01T12:00:00.000Z') + day).toISOString());
    const refused = await rest(strict, 'DELETE', `/user/myself/session/${older}`, other);
    expect([refused.statusCode, refused.json().error_code]).toEqual([403, 'step_up_required']);
    expect(refused.json().msg).toContain('/api/v1/auth/stepup');
    const proved = await rest(strict, 'POST', '/auth/stepup', other, { payload: { password } });
    expect(Object.keys(proved.json())).toEqual(['msg', 'session_token', 'session_id']);
    const renewed: string = proved.json().session_token;
    expect((await rest(strict, 'DELETE', `/user/myself/session/${older}`, other)).statusCode).toBe(401);
    expect((await rest(strict, 'DELETE', `/user/myself/session/${older}`, renewed)).statusCode).toBe(200);
  });
});

describe('a password change', () => {
  it('needs a step-up, ends every other session, and gives this one a new token', async () => {
    const { browser, email } = await signedUp();
    const other = await signedIn(email, chrome);
    app.passTime(10 * minute);
    const change = () => browser.mutate('auth.changePassword', { newPassword: 'another good one' });
    expect(errorCode(await change())).toBe('step_up_required');
    await browser.stepUp();
    const old = browser.cookies.get('latchkey');
    expect((await change()).statusCode).toBe(200);
    expect(browser.cookies.get('latchkey')).not.toBe(old);
    expect((await rest(app, 'GET', '/user/myself', old)).statusCode).toBe(401);
    expect(await browser.sessions()).toHaveLength(1);
    expect(await other.end()).toMatchObject({ reason: 'password_changed', by: { device: { software: 'Firefox' } } });
    expect(errorCode(await new TestBrowser(app).signIn(email))).toBe('credentials_incorrect');
    expect((await new TestBrowser(app).signIn(email, 'another good one')).statusCode).toBe(200);
  });
});

describe('a browser whose session was ended elsewhere', () => {
  it('receives the label of the device that ended it, and nothing else of that', async () => {
    const { browser, email } = await signedUp();
    const other = await signedIn(email, chrome);
    const own = (await browser.sessions()).find(({ isCurrent }) => isCurrent);
    await browser.mutate('device.rename', { deviceId: own?.deviceId, label: 'Kitchen iPad' });
    await browser.stepUp();
    await browser.mutate('session.revokeOthers');
    expect(await other.end()).toEqual({
      at: expect.any(String),
      sessionCreatedAt: expect.any(String),
      reason: 'revoked_others',
      by: { device: expect.objectContaining({ software: 'Firefox' }), label: 'Kitchen iPad', clientLabel: null },
      hasPassword: true,
    });
  });

  it('receives no device where the session expired', async () => {
    const { browser } = await signedUp();
    app.passTime(14 * day);
    expect(await browser.end()).toMatchObject({ reason: 'idle', by: null });
  });
});

describe('a session', () => {
  it('ends as the newest unconfirmed one beyond the limit, with a reason in the history', async () => {
    const { browser: first, email } = await signedUp();
    app.passTime(minute);
    const older = await signedIn(email);
    app.passTime(minute);
    await first.sessions();
    const flood = [];
    for (let count = 0; count < 5; count++) flood.push(await signedIn(email));
    expect(await flood.at(-2)?.end()).toMatchObject({
      reason: 'limit_reached',
      by: { device: { software: 'Firefox' } },
    });
    for (const browser of [first, older]) expect(await browser.isSignedIn()).toBe(true);
    expect(await first.sessions()).toHaveLength(5);
  });

  it.each([
    ['one second before the idle limit', 14 * day - second, null],
    ['at the idle limit', 14 * day, 'idle'],
  ])('%s: %#', async (_when, unused, reason) => {
    const { browser } = await signedUp();
    app.passTime(unused);
    expect(await browser.isSignedIn()).toBe(reason === null);
    if (reason !== null) expect((await browser.end())?.reason).toBe(reason);
  });

  it('leaves exactly one event with its reason and its actor for every way of ending', async () => {
    const { browser, email } = await signedUp();
    const ended = async (how: (id: number, other: TestBrowser) => Promise<unknown>) => {
      const other = await signedIn(email, chrome);
      const id = await currentId(other);
      await how(id, other);
      const body: {
        result: { data: { entries: { kind: string; sessionId: number; endReason: string; actorSessionId: number }[] } };
      } = (await (await signedIn(email)).query('history.list', { limit: 100 })).json();
      const ends = body.result.data.entries.filter(({ kind, sessionId }) => kind === 'ended' && sessionId === id);
      return ends.map(({ endReason, actorSessionId }) => [endReason, actorSessionId === null ? 'itself' : 'another']);
    };
    await browser.stepUp();
    expect(await ended((_id, other) => other.mutate('session.logout'))).toEqual([['logout', 'itself']]);
    expect(await ended((id) => browser.mutate('session.revoke', { id }))).toEqual([['revoked', 'another']]);
    expect(await ended(() => browser.mutate('session.revokeOthers'))).toEqual([['revoked_others', 'another']]);
    expect(await ended((_id, other) => other.signIn(email))).toEqual([['superseded', 'another']]);
    expect(await ended(() => browser.mutate('auth.changePassword', { newPassword: password }))).toEqual([
      ['password_changed', 'another'],
    ]);
    expect(await ended(() => browser.mutate('session.revokeAll'))).toEqual([['revoked_all', 'another']]);
    const lapse = async () => {
      app.passTime(14 * day);
      for await (const chore of app.services.housekeeping.run()) expect(chore.done).toBeGreaterThanOrEqual(0);
    };
    expect(await ended(lapse)).toEqual([['idle', 'itself']]);
  });
});

describe('the history', () => {
  it('shows failed sign-ins to the account’s owner, and reveals no account to others', async () => {
    const { browser, email } = await signedUp();
    const stranger = new TestBrowser(app, 'evil/1.0');
    await stranger.signIn(email, 'guess');
    const page = async (input: object) => {
      const body: { result: { data: { entries: { id: number; kind: string }[]; next: number | null } } } = (
        await browser.query('history.list', input)
      ).json();
      return body.result.data;
    };
    expect((await page({})).entries.map(({ kind }) => kind)).toEqual(['sign_in_failed', 'signed_in']);
    const first = await page({ limit: 1 });
    expect(first.next).toBe(first.entries[0]?.id);
    expect(await page({ limit: 1, before: first.next })).toMatchObject({
      entries: [{ kind: 'signed_in' }],
      next: null,
    });
    const { browser: other } = await signedUp();
    expect((await other.query('history.list')).body).not.toContain('sign_in_failed');
  });

  it('of one device has its events only, and of a device of another user none', async () => {
    const { browser, email } = await signedUp();
    const other = await signedIn(email, chrome);
    const { browser: foreign } = await signedUp();
    await other.stepUp('not this one');
    const deviceOf = async (one: TestBrowser) => (await one.sessions()).find(({ isCurrent }) => isCurrent)?.deviceId;
    const kinds = async (deviceId: unknown) => {
      const body: { result: { data: { entries: { kind: string }[] } } } = (
        await browser.query('history.list', { deviceId })
      ).json();
      return body.result.data.entries.map(({ kind }) => kind);
    };
    expect(await kinds(await deviceOf(other))).toEqual(['step_up_failed', 'signed_in']);
    expect(await kinds(await deviceOf(browser))).toEqual(['signed_in']);
    for (const unknown of [await deviceOf(foreign), 0, -1, 1.5]) expect(await kinds(unknown)).toEqual([]);
  });
});

describe('a token copied from a browser', () => {
  it('needs the same proof when it is sent in a header, over either transport', async () => {
    const { browser: owner, email } = await signedUp();
    const ownerId = await currentId(owner);
    const stolen = (await signedIn(email, chrome)).cookies.get('latchkey') ?? '';
    const overRest = await rest(app, 'DELETE', `/user/myself/session/${ownerId}`, stolen);
    expect([overRest.statusCode, overRest.json().error_code]).toEqual([403, 'step_up_required']);
    for (const name of ['session.revokeOthers', 'session.revokeAll']) {
      expect(errorCode(await trpc(app, 'mutation', name, stolen))).toBe('step_up_required');
    }
    expect(
      errorCode(await trpc(app, 'mutation', 'auth.changePassword', stolen, { newPassword: 'mine from now on' })),
    ).toBe('step_up_required');
    expect(await owner.isSignedIn()).toBe(true);
  });

  it('does not change the password while its session is recent', async () => {
    const { browser: owner, email } = await signedUp();
    const thief = await signedIn(email, chrome);
    expect(errorCode(await thief.mutate('auth.changePassword', { newPassword: 'mine from now on' }))).toBe(
      'step_up_required',
    );
    expect(await owner.isSignedIn()).toBe(true);
  });
});
