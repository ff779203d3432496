import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { TestBrowser, errorCode } from '../testing/browser.ts';
import { BindingBrowser, DeviceKey, boundCookieOf } from './device-key.ts';
import { eventsOf } from '../testing/event-stream.ts';
import { ask, serviceKey } from '../service/service.ts';
import { type TestApp, openTestApp, password, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const second = 1000;
const minute = 60 * second;
const publicUrl = 'https://sessions.example.com';
const session = '__Host-latchkey';
const bound = '__Host-latchkey-bound';

const app = await sharedTestApp({ publicUrl });
await app.http.listen({ host: '127.0.0.1', port: 0 });
const key = await DeviceKey.create();

/** Opens `session.watch` as a browser does, over a real connection. */
async function streamOf({ http }: TestApp, { cookies }: TestBrowser) {
  const address = http.server.address();
  const port = typeof address === 'object' ? address?.port : null;
  const leaving = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/api/trpc/session.watch`, {
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    signal: leaving.signal,
  });
  const events = eventsOf(answer);
  return {
    answer,
    /** What the next event says, or null at the end. */
    async next(): Promise<unknown> {
      for (;;) {
        const { value, done } = await events.next();
        if (done) return null;
        if (value.event !== 'connected' && value.event !== 'ping') return JSON.parse(value.data);
      }
    },
    leave: () => leaving.abort(),
  };
}

async function principalOf({ cookies }: TestBrowser) {
  const found = await app.services.authenticator.resolveToken(cookies.get(session) ?? '');
  if (!found.ok) throw new Error('No session');
  return found.value;
}

const someone = () => `${randomUUID()}@example.com`;

/** A user who has just signed up, in a browser that was offered a registration. */
async function arrived(email = someone()) {
  const browser = new BindingBrowser(app);
  await browser.signUp(email);
  const principal = await principalOf(browser);
  return { browser, email, principal, id: principal.session.id };
}

/** The same, bound to `key`. */
async function settled() {
  const arrival = await arrived();
  const answer = await arrival.browser.bind(key);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return arrival;
}

const isBound = async (browser: BindingBrowser) => {
  const body: { result: { data: { sessions: { isBound: boolean; isCurrent: boolean }[] } } } = (
    await browser.query('session.list')
  ).json();
  return body.result.data.sessions.find(({ isCurrent }) => isCurrent)?.isBound;
};

describe('a browser over HTTPS', () => {
  it('is offered a registration at sign-up and at sign-in', async () => {
    const { browser, email } = await arrived();
    expect(browser.offered).toMatch(/^\d+\.[\w-]{43}$/);
    browser.offered = null;
    await browser.signIn(email);
    expect(browser.offered).toMatch(/^\d+\.[\w-]{43}$/);
  });

  it('works without device binding where it ignores the offer', async () => {
    const { browser } = await arrived();
    app.passTime(60 * minute);
    expect(await isBound(browser)).toBe(false);
    expect(browser.cookies.has(bound)).toBe(false);
  });

  it('is introspected as bound from the moment of its registration', async () => {
    const serviceSecret = await serviceKey(app);
    const { browser } = await arrived();
    const introspected = async () => {
      const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ');
      const { bound: isBoundNow, active } = (await ask(app, serviceSecret, 'POST', '/introspect', { cookie })).json();
      return [active, isBoundNow];
    };
    expect(await introspected()).toEqual([true, false]);
    await browser.bind(key);
    expect(await introspected()).toEqual([true, true]);
  });

  it('is not logged out by an application without its proof, and keeps its cookies', async () => {
    const serviceSecret = await serviceKey(app);
    const { browser } = await settled();
    const unproved = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).filter(
      (pair) => !pair.startsWith(`${bound}=`),
    );
    const logOut = (pairs: readonly string[]) =>
      ask(app, serviceSecret, 'POST', '/sessions/logout', { cookie: pairs.join('; ') });
    const refused = await logOut(unproved);
    expect([refused.statusCode, refused.json().error_code]).toEqual([409, 'session_not_proved']);
    expect(await isBound(browser)).toBe(true);
    const all = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`);
    expect((await logOut(all)).statusCode).toBe(200);
    expect((await browser.query('session.list')).statusCode).toBe(401);
  });

  it('binds the session to its key, and receives the refresh instructions', async () => {
    const { browser, id } = await arrived();
    const answer = await browser.bind(key);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toEqual({
      session_identifier: String(id),
      refresh_url: '/api/dbsc/refresh',
      scope: { include_site: false, scope_specification: [] },
      credentials: [{ type: 'cookie', name: bound, attributes: 'Path=/; HttpOnly; Secure; SameSite=Lax' }],
    });
    expect(browser.lastSetCookies).toEqual([
      expect.stringMatching(
        /^__Host-latchkey-bound=\d+\.[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    expect(await isBound(browser)).toBe(true);
  });

  it('refreshes an expired bound cookie with a proof of its key', async () => {
    const { browser, id } = await settled();
    app.passTime(10 * minute);
    expect(await browser.isSignedIn()).toBe(true);
    app.passTime(minute);
    expect(errorCode(await browser.query('user.myself'))).toBe('device_not_proved');
    const answer = await browser.refresh(id, key);
    expect([answer.statusCode, boundCookieOf(answer)?.maxAge]).toEqual([200, 600]);
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('loses an invalid bound cookie, because it refreshes only a missing one', async () => {
    const { browser, id } = await settled();
    app.passTime(11 * minute);
    const answer = await browser.query('user.myself');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['set-cookie']).toMatch(/^__Host-latchkey-bound=; Max-Age=0; /);
    expect([browser.cookies.has(bound), browser.cookies.has(session)]).toEqual([false, true]);
    await browser.refresh(id, key);
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('keeps its binding through a step-up, without another offer', async () => {
    const { browser, id } = await settled();
    browser.offered = null;
    const before = browser.cookies.get(session);
    expect((await browser.stepUp()).statusCode).toBe(200);
    expect(browser.cookies.get(session)).not.toBe(before);
    expect(browser.offered).toBeNull();
    expect(await isBound(browser)).toBe(true);
    app.passTime(20 * minute);
    expect((await browser.refresh(id, key)).statusCode).toBe(200);
  });

  it('is offered a registration again at a step-up while it is not bound', async () => {
    const { browser } = await arrived();
    app.passTime(60 * minute);
    await browser.stepUp();
    expect((await browser.bind(key)).statusCode).toBe(200);
  });

  it('is offered a registration at a step-up in a session from before device binding', async () => {
    await using plain = await openTestApp({ database: app.database });
    const before = new TestBrowser(plain);
    await before.signUp(someone());
    const browser = new BindingBrowser(app);
    browser.cookies.set(session, before.cookies.get('latchkey') ?? '');
    await browser.stepUp();
    expect((await browser.bind(key)).statusCode).toBe(200);
    expect(await isBound(browser)).toBe(true);
  });

  it('loses both cookies at logout', async () => {
    const { browser } = await settled();
    await browser.mutate('session.logout');
    expect(browser.cookies.has(session)).toBe(false);
    expect(browser.cookies.has(bound)).toBe(false);
  });

  it('opens a stream with its bound cookie, which shows the session as bound', async () => {
    const { browser } = await settled();
    const stream = await streamOf(app, browser);
    expect(await stream.next()).toMatchObject({ kind: 'opened', sessions: [{ isCurrent: true, isBound: true }] });
    stream.leave();
  });

  it('has its open stream ended by the binding, and opens another one with its bound cookie', async () => {
    const { browser } = await arrived();
    const before = await streamOf(app, browser);
    expect(await before.next()).toMatchObject({ kind: 'opened', sessions: [{ isBound: false }] });
    await browser.bind(key);
    expect(await before.next()).toMatchObject({ data: { errorCode: 'device_not_proved', end: null } });
    expect(await before.next()).toBeNull();
    const after = await streamOf(app, browser);
    expect(await after.next()).toMatchObject({ kind: 'opened', sessions: [{ isBound: true }] });
    after.leave();
  });

  it('has no event of its binding in the history', async () => {
    const { browser } = await settled();
    const body: { result: { data: { entries: { kind: string }[] } } } = (
      await browser.query('history.list', { limit: 10 })
    ).json();
    expect(body.result.data.entries.map(({ kind }) => kind)).toEqual(['signed_in']);
  });
});

describe('a cookie copied from a bound session', () => {
  it('authenticates no request without its device, over no transport, and ends nothing', async () => {
    const { browser } = await settled();
    const thief = browser.copied(app, [session]);
    const token = browser.cookies.get(session) ?? '';
    const attempts = [
      await thief.query('user.myself'),
      await thief.query('user.current'),
      await thief.mutate('auth.stepUp', { password }),
      await thief.mutate('session.logout'),
      await trpc(app, 'query', 'session.list', token),
      await trpc(app, 'mutation', 'session.revokeAll', token),
    ];
    for (const answer of attempts) {
      expect([answer.statusCode, errorCode(answer)]).toEqual([401, 'device_not_proved']);
      expect(answer.headers).not.toHaveProperty('set-cookie');
    }
    expect(await browser.isSignedIn()).toBe(true);
  });

  it('opens no stream, and one opened before the binding ends with it', async () => {
    const { browser } = await arrived();
    const thief = browser.copied(app, [session]);
    const stream = await streamOf(app, thief);
    expect(await stream.next()).toMatchObject({ kind: 'opened' });
    await browser.bind(key);
    expect(await stream.next()).toMatchObject({ data: { errorCode: 'device_not_proved' } });
    expect(await stream.next()).toBeNull();
    expect(await (await streamOf(app, thief)).next()).toMatchObject({ data: { errorCode: 'device_not_proved' } });
  });

  it('has a stream only until the copied bound cookie expires', async () => {
    const { browser, id } = await settled();
    const thief = await streamOf(app, browser.copied(app, [session, bound]));
    expect(await thief.next()).toMatchObject({ kind: 'opened' });
    app.passTime(11 * minute);
    await browser.refresh(id, key);
    const owner = await streamOf(app, browser);
    expect(await owner.next()).toMatchObject({ kind: 'opened' });
    // Any change has all streams of the user asked anew. Without one, a timer does, as session-subscriptions.test.ts shows.
    await app.services.memory.forget([(await principalOf(browser)).user.id]);
    expect(await thief.next()).toMatchObject({ data: { errorCode: 'device_not_proved' } });
    expect(await thief.next()).toBeNull();
    owner.leave();
  });

  it('loses an invalid bound cookie at a stream too', async () => {
    const { browser } = await settled();
    app.passTime(11 * minute);
    const { answer } = await streamOf(app, browser);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-latchkey-bound=; Max-Age=0; /)]);
  });

  it('does not authenticate over REST either, with the documented error', async () => {
    const { browser } = await settled();
    const token = browser.cookies.get(session) ?? '';
    const cookie = `${bound}=${browser.cookies.get(bound)}`;
    for (const headers of [{}, { cookie }]) {
      for (const [method, path] of [
        ['GET', '/user/myself'],
        ['GET', '/user/myself/session'],
        ['DELETE', '/user/myself/session/1'],
      ] as const) {
        const answer = await rest(app, method, path, token, { headers });
        expect([answer.statusCode, answer.body]).toEqual([
          401,
          '{"msg":"This session is bound to a device, and nothing shows that the request comes from there.","error_code":"device_not_proved"}',
        ]);
      }
    }
    const document: { paths: Record<string, { get: { responses: Record<string, { content: unknown }> } }> } = (
      await rest(app, 'GET', '/openapi.json')
    ).json();
    const documented = document.paths['/api/v1/user/myself']?.get.responses[401];
    expect(JSON.stringify(documented)).toContain('"error_code":"device_not_proved"');
  });

  it('does not update the last use of the session', async () => {
    const { browser, email, id } = await settled();
    const other = new BindingBrowser(app);
    await other.signIn(email);
    const lastUse = async () => {
      const body: { result: { data: { sessions: { id: number; lastUsedAt: string }[] } } } = (
        await other.query('session.list')
      ).json();
      return body.result.data.sessions.find((one) => one.id === id)?.lastUsedAt;
    };
    const before = await lastUse();
    app.passTime(2 * minute);
    await browser.copied(app, [session]).query('user.myself');
    expect(await lastUse()).toBe(before);
    await browser.query('user.myself');
    expect(await lastUse()).not.toBe(before);
  });

  it('does not authenticate with a bound cookie of another session, an invented or an expired one', async () => {
    const [{ browser }, other] = [await settled(), await settled()];
    const old = browser.cookies.get(bound) ?? '';
    const [until = '', seal = ''] = old.split('.');
    const thief = browser.copied(app, [session]);
    for (const made of [other.browser.cookies.get(bound) ?? '', `${Number(until) + minute}.${seal}`, until, 'x', '']) {
      thief.cookies.set(bound, made);
      expect([made, errorCode(await thief.query('user.myself'))]).toEqual([made, 'device_not_proved']);
    }
    thief.cookies.set(bound, old);
    expect(await thief.isSignedIn()).toBe(true);
    app.passTime(11 * minute);
    expect(await thief.isSignedIn()).toBe(false);
  });

  it('does not authenticate on another instance that has the session in its cache', async () => {
    await using other = await openTestApp({ publicUrl, database: app.database });
    other.setTime(new Date(app.services.sessions.cutoff().now).toISOString());
    const { browser } = await arrived();
    const thief = browser.copied(other, [session]);
    expect(await thief.isSignedIn()).toBe(true);
    await browser.bind(key);
    expect(errorCode(await thief.query('user.myself'))).toBe('device_not_proved');
    const elsewhere = browser.copied(other, [session, bound]);
    expect(await elsewhere.isSignedIn()).toBe(true);
  });

  it('does not authenticate where the server no longer uses HTTPS', async () => {
    await using plain = await openTestApp({ database: app.database });
    const { browser } = await settled();
    const moved = new TestBrowser(plain);
    moved.cookies.set('latchkey', browser.cookies.get(session) ?? '');
    moved.cookies.set(bound, browser.cookies.get(bound) ?? '');
    expect(errorCode(await moved.query('user.myself'))).toBe('device_not_proved');
  });

  it('cannot be bound by its thief before its browser has bound it', async () => {
    const { browser } = await arrived();
    const thief = browser.copied(app, [session]);
    const guess = `${Date.now()}.${'A'.repeat(43)}`;
    const answer = await thief.prove('registration', await key.signRegistration(guess));
    expect([answer.statusCode, answer.json().error_code]).toEqual([401, 'device_not_proved']);
    expect(await isBound(browser)).toBe(false);
  });
});

describe('a registration', () => {
  const foreign = DeviceKey.create();

  it.each<readonly [string, (challenge: string) => Promise<string | undefined> | string]>([
    ['nothing', () => Promise.resolve(undefined)],
    ['what is no JWT', () => 'a.b.c'],
    ['no signature', (jti) => new UnsecuredJWT({ jti }).encode()],
    ['a signature by RSA', async (jti) => (await DeviceKey.create('RS256')).signRegistration(jti, { alg: 'RS256' })],
    [
      'a signature by another curve',
      async (jti) => (await DeviceKey.create('ES384')).signRegistration(jti, { alg: 'ES384' }),
    ],
    [
      'a secret that both know',
      (jti) =>
        new SignJWT({ jti })
          .setProtectedHeader({ alg: 'HS256', typ: 'dbsc+jwt', jwk: key.jwk })
          .sign(new TextEncoder().encode(JSON.stringify(key.jwk))),
    ],
    ['another type', (jti) => key.signRegistration(jti, { typ: 'JWT' })],
    ['no key', (jti) => key.sign(jti)],
    ['a key that has not signed', async (jti) => key.signRegistration(jti, { jwk: (await foreign).jwk })],
    ['a key that is none', (jti) => key.signRegistration(jti, { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } })],
    ['no challenge', () => key.signRegistration(undefined)],
    ['a challenge that is no text', () => key.signRegistration(153)],
    ['a challenge of another session', async () => key.signRegistration((await arrived()).browser.offered)],
    [
      'a challenge for something else',
      async () => {
        const { browser, id } = await settled();
        return key.signRegistration(await browser.challenge(id));
      },
    ],
  ])('with %s binds nothing', async (_what, sign) => {
    const { browser } = await arrived();
    const answer = await browser.prove('registration', await sign(browser.offered ?? ''));
    expect([answer.statusCode, answer.json().error_code]).toEqual([401, 'device_not_proved']);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(await isBound(browser)).toBe(false);
  });

  it('fails five minutes after the sign-in or step-up', async () => {
    const [early, late] = [await arrived(), await arrived()];
    app.passTime(5 * minute - second);
    expect((await early.browser.bind(key)).statusCode).toBe(200);
    app.passTime(second);
    expect((await late.browser.bind(key)).statusCode).toBe(401);
    expect(await isBound(late.browser)).toBe(false);
  });

  it('succeeds once: a second key fails, also with the same challenge, also concurrently', async () => {
    const { browser, id } = await arrived();
    const jwts = await Promise.all([key, await foreign].map((one) => one.signRegistration(browser.offered)));
    const statuses = (await Promise.all(jwts.map((jwt) => browser.prove('registration', jwt)))).map(
      ({ statusCode }) => statusCode,
    );
    expect(statuses.toSorted()).toEqual([200, 401]);
    const [winner, loser] = statuses[0] === 200 ? [key, await foreign] : [await foreign, key];
    expect((await browser.bind(loser)).statusCode).toBe(401);
    expect((await browser.refresh(id, loser)).statusCode).toBe(401);
    expect((await browser.refresh(id, winner)).statusCode).toBe(200);
  });

  it('fails without a session and with an ended one', async () => {
    const { browser } = await arrived();
    const jwt = await key.signRegistration(browser.offered);
    const stranger = new BindingBrowser(app);
    expect((await stranger.prove('registration', jwt)).json().error_code).toBe('token_not_provided');
    const copied = browser.copied(app, [session]);
    await browser.mutate('session.logout');
    expect((await copied.prove('registration', jwt)).json().error_code).toBe('token_incorrect');
  });
});

describe('a refresh', () => {
  it('succeeds at an instance whose clock is behind, after one more signature', async () => {
    await using behind = await openTestApp({ database: app.database, publicUrl });
    const { browser, id } = await settled();
    behind.setTime(app.services.sessions.cutoff().now.toISOString());
    app.passTime(minute);
    expect((await browser.refresh(id, key)).statusCode).toBe(200);
    const there = browser.copied(behind, [session, bound]);
    const refused = await there.refresh(id, key);
    expect(refused.statusCode).toBe(403);
    const [, next] = /^"([^"]+)"/.exec(String(refused.headers['secure-session-challenge'])) ?? [];
    expect((await there.prove('refresh', await key.sign(next), id)).statusCode).toBe(200);
    app.passTime(-minute);
  });

  it('gets a challenge to sign first', async () => {
    const { browser, id } = await settled();
    const answer = await browser.prove('refresh', undefined, id);
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['secure-session-challenge']).toMatch(new RegExp(`^"\\d+\\.[\\w-]{43}";id="${id}"$`));
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('accepts headers in quotes, as the draft has them', async () => {
    const { browser, id } = await settled();
    const jwt = await key.sign(await browser.challenge(id));
    const headers = { 'secure-session-response': `"${jwt}"`, 'sec-secure-session-id': `"${id}"` };
    expect((await browser.send('POST', '/api/dbsc/refresh', undefined, headers)).statusCode).toBe(200);
  });

  it.each<readonly [string, (challenge: string) => Promise<string> | string]>([
    ['no signature', (jti) => new UnsecuredJWT({ jti }).encode()],
    ['another key', async (jti) => (await DeviceKey.create()).sign(jti)],
    ['a key beside it', (jti) => key.signRegistration(jti)],
    ['another key beside it', async (jti) => (await DeviceKey.create()).signRegistration(jti)],
    ['RSA', async (jti) => (await DeviceKey.create('RS256')).sign(jti, { alg: 'RS256' })],
    [
      'its public key as a secret',
      (jti) =>
        new SignJWT({ jti })
          .setProtectedHeader({ alg: 'HS256', typ: 'dbsc+jwt' })
          .sign(new TextEncoder().encode(JSON.stringify(key.jwk))),
    ],
    ['another type', (jti) => key.sign(jti, { typ: 'JWT' })],
    ['no challenge', () => key.sign(undefined)],
    ['what is no JWT', () => 'a.b.c'],
  ])('with %s is over', async (_what, sign) => {
    const { browser, id } = await settled();
    const answer = await browser.prove('refresh', await sign(await browser.challenge(id)), id);
    expect([answer.statusCode, answer.json().error_code]).toEqual([401, 'device_not_proved']);
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it.each<readonly [string, (browser: BindingBrowser, id: number) => Promise<string>]>([
    [
      'was used before',
      async (browser, id) => {
        const challenge = await browser.challenge(id);
        await browser.prove('refresh', await key.sign(challenge), id);
        return challenge;
      },
    ],
    [
      'was made before the last one',
      async (browser, id) => {
        const earlier = await browser.challenge(id);
        app.passTime(second);
        await browser.refresh(id, key);
        return earlier;
      },
    ],
    [
      'is a minute old',
      async (browser, id) => {
        const challenge = await browser.challenge(id);
        app.passTime(minute);
        return challenge;
      },
    ],
    [
      'is another session’s',
      async () => {
        const other = await settled();
        return other.browser.challenge(other.id);
      },
    ],
    ['was made for the registration', (browser) => Promise.resolve(browser.offered ?? '')],
  ])('with a challenge that %s gets a new one, and no cookie', async (_what, challengeOf) => {
    const { browser, id } = await settled();
    const jwt = await key.sign(await challengeOf(browser, id));
    const answer = await browser.prove('refresh', jwt, id);
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['secure-session-challenge']).toContain(`;id="${id}"`);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    app.passTime(second);
    expect((await browser.refresh(id, key)).statusCode).toBe(200);
  });

  it('fails with an ended session, without one, and for another', async () => {
    const { browser, id } = await settled();
    const copied = browser.copied(app, [session, bound]);
    const status = async (by: BindingBrowser, of = id) => (await by.prove('refresh', undefined, of)).statusCode;
    expect(await status(copied)).toBe(403);
    expect(await status(copied, id + 1)).toBe(401);
    expect((await copied.prove('refresh')).statusCode).toBe(401);
    expect(await status(new BindingBrowser(app))).toBe(401);
    const unbound = await arrived();
    expect(await status(unbound.browser, unbound.id)).toBe(401);
    await browser.mutate('session.logout');
    expect(await status(copied)).toBe(401);
  });

  it('gets 503 when a step-up has replaced its token', async () => {
    const { browser, id } = await settled();
    const outdated = browser.copied(app, [session]);
    const jwt = await key.sign(await browser.challenge(id));
    await browser.stepUp();
    const answer = await outdated.prove('refresh', jwt, id);
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
    expect((await browser.prove('refresh', jwt, id)).statusCode).toBe(200);
  });

  it('gets 503 while the database is unreachable', async () => {
    let isAway = false;
    await using shaky = await openTestApp({
      publicUrl,
      database: app.database,
      stores: ({ sessions, ...others }) => ({
        ...others,
        sessions: new Proxy(sessions, {
          get: (target, name: keyof typeof sessions) =>
            isAway ? () => Promise.reject(new StoreUnavailable('away')) : target[name].bind(target),
        }),
      }),
    });
    const browser = new BindingBrowser(shaky);
    await browser.signUp(someone());
    await browser.bind(key);
    const id = Number((await browser.sessions()).find(({ isCurrent }) => isCurrent)?.id);
    const jwt = await key.sign(await browser.challenge(id));
    isAway = true;
    await shaky.services.memory.forget('all');
    for (const attempt of [browser.prove('refresh', jwt, id), browser.prove('refresh', undefined, id)]) {
      const answer = await attempt;
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
    }
    isAway = false;
    expect((await browser.prove('refresh', jwt, id)).statusCode).toBe(200);
  });
});

describe('the routes of device binding', () => {
  it.each(['registration', 'refresh'])('%s is for POST, and for this site', async (where) => {
    const url = `/api/dbsc/${where}`;
    const got = await app.http.inject({ method: 'GET', url });
    expect([got.statusCode, got.headers.allow]).toEqual([405, 'POST']);
    const crossSite = await app.http.inject({ method: 'POST', url, headers: { 'sec-fetch-site': 'cross-site' } });
    expect(crossSite.json().error_code).toBe('cross_site_refused');
    const odd = await app.http.inject({
      method: 'POST',
      url,
      payload: '<a/>',
      headers: { 'content-type': 'text/xml' },
    });
    expect(odd.json().error_code).toBe('token_not_provided');
  });
});

describe('no device binding', () => {
  it('exists where it is switched off, and bound sessions authenticate by their token again', async () => {
    await using off = await openTestApp({ database: app.database, publicUrl, deviceBinding: false });
    const { browser } = await settled();
    expect(await browser.copied(off, [session]).isSignedIn()).toBe(true);
    const another = new BindingBrowser(off);
    await another.signUp(someone());
    expect(another.offered).toBeNull();
    for (const where of ['registration', 'refresh']) {
      expect((await off.http.inject({ method: 'POST', url: `/api/dbsc/${where}` })).statusCode).toBe(404);
    }
  });

  it('exists over plain HTTP', async () => {
    await using plain = await openTestApp({ database: app.database });
    const browser = new BindingBrowser(plain);
    const answers = [await browser.signUp(someone()), await browser.stepUp()];
    for (const answer of answers) expect(answer.headers).not.toHaveProperty('secure-session-registration');
    for (const where of ['registration', 'refresh']) {
      expect((await plain.http.inject({ method: 'POST', url: `/api/dbsc/${where}` })).statusCode).toBe(404);
    }
    expect(await isBound(browser)).toBe(false);
    const found = await plain.services.authenticator.resolveToken(browser.cookies.get('latchkey') ?? '');
    expect(found).toMatchObject({ ok: true, value: { session: { binding: null } } });

    // Not for a session that began over HTTPS either, because its bound cookie would not be sent.
    const { browser: secure } = await arrived();
    const moved = new TestBrowser(plain);
    moved.cookies.set('latchkey', secure.cookies.get(session) ?? '');
    const steppedUp = await moved.stepUp();
    expect(steppedUp.statusCode).toBe(200);
    expect(steppedUp.headers).not.toHaveProperty('secure-session-registration');
  });

  it('exists for programs', async () => {
    const credentials = { email: someone(), password };
    const signedUp = await rest(app, 'POST', '/auth/signup', undefined, { payload: credentials });
    const { session_token: token }: { session_token: string } = signedUp.json();
    const steppedUp = await rest(app, 'POST', '/auth/stepup', token, { payload: { password } });
    for (const answer of [signedUp, steppedUp]) {
      expect(answer.headers).not.toHaveProperty('secure-session-registration');
      expect(answer.headers).not.toHaveProperty('set-cookie');
    }
    // Not even where one steps up as the page does.
    const { session_token: next }: { session_token: string } = steppedUp.json();
    const overTrpc = await trpc(app, 'mutation', 'auth.stepUp', next, { password });
    expect(overTrpc.statusCode).toBe(200);
    expect(overTrpc.headers).not.toHaveProperty('secure-session-registration');
  });
});
