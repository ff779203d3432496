import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { createLatchkeyClient, isSignedOut, type LiveList, type StepUp } from '@latchkey/client';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { waitFor } from '@latchkey/testing/wait-for';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RestClient, ada } from '../rest-client.ts';
import { sharedServer, startProcess } from '../server-process.ts';
import { Browser } from './browser.ts';

const quiet = { LOG_LEVEL: 'silent', RATE_LIMITS: 'off' };
const serve = (environment: Record<string, string>) => startProcess({ ...quiet, ...environment }).ready;

/** One server for the tests that need no settings of their own, each with a user of its own. */
const sharedAddress = sharedServer(quiet);
let people = 0;
let person = ada;
beforeEach(() => {
  people += 1;
  person = { ...ada, email: `${people}@example.com` };
});

/** Ends what a test has subscribed to. */
const stops = new Set<() => void>();
afterEach(() => {
  for (const stop of stops) stop();
  stops.clear();
});

/** Subscribes to the list of a client. `until` resolves with the first list that a check accepts. */
function listen({ sessions: { live } }: ReturnType<typeof createLatchkeyClient>) {
  const lists: LiveList[] = [];
  stops.add(live.subscribe((list) => lists.push(list)));
  const until = (check: (list: LiveList) => boolean) =>
    vi.waitUntil(() => (check(live.current) ? live.current : null), { timeout: 20_000 });
  return { lists, until };
}

/** A program that has signed in. */
async function program(url: string, clientLabel: string, options: Parameters<typeof createLatchkeyClient>[0] = {}) {
  const client = createLatchkeyClient({ url, token: null, ...options });
  await client.signIn({ ...person, clientLabel });
  return client;
}

const labels = ({ sessions }: Pick<LiveList, 'sessions'>) =>
  sessions.map(({ clientLabel }) => clientLabel ?? '-').toSorted();

describe('a program with @latchkey/client', { timeout: 120_000 }, () => {
  it('signs up, in and out, keeps its token, and lists its sessions in pages', async () => {
    const url = sharedAddress();
    const tokens: (string | null)[] = [];
    const client = createLatchkeyClient({ url: `${url}/`, token: null, onToken: (token) => tokens.push(token) });
    expect(await client.user()).toBeNull();
    await client.signUp({ ...person, clientLabel: 'one' });
    expect(await client.user()).toMatchObject({ email: person.email, application: null });
    expect(tokens).toEqual([client.token]);
    const two = await program(url, 'two', { fetch });
    const first = await two.sessions.list({ limit: 1 });
    expect(labels(first)).toEqual(['two']);
    const second = await two.sessions.list({ limit: 1, after: first.next });
    expect([labels(second), second.next]).toEqual([['one'], null]);

    const stored = createLatchkeyClient({ url, token: client.token });
    expect((await stored.sessions.list()).sessions.find(({ isCurrent }) => isCurrent)?.clientLabel).toBe('one');
    await client.logout();
    expect([client.token, tokens.at(-1)]).toEqual([null, null]);
    const after = await stored.sessions.list().catch((error: unknown) => error);
    expect(isSignedOut(after)).toBe(true);
    expect(after).toMatchObject({ name: 'LatchkeyError', code: 'token_incorrect', end: { reason: 'logout' } });
  });

  it('ends one, several, all others and all, and its list shows it at once', async () => {
    const url = sharedAddress();
    await new RestClient(url).signUp(person);
    const client = await program(url, 'own');
    for (const label of ['a', 'b', 'c', 'd']) await program(url, label);
    const { until } = listen(client);
    const { sessions } = await until(({ isLive }) => isLive);
    const idOf = (label: string) => sessions.find(({ clientLabel }) => clientLabel === label)?.id ?? 0;
    await client.sessions.end(idOf('a'));
    expect(labels(client.sessions.live.current)).toEqual(['-', 'b', 'c', 'd', 'own']);
    await expect(client.sessions.end(idOf('a'))).rejects.toMatchObject({ code: 'session_token_not_found' });
    expect(await client.sessions.endMany([idOf('b'), idOf('a')])).toEqual([idOf('b')]);
    expect(labels(client.sessions.live.current)).toEqual(['-', 'c', 'd', 'own']);
    expect(await client.sessions.endOthers()).toBe(3);
    expect(labels(client.sessions.live.current)).toEqual(['own']);
    await program(url, 'e');
    await until((list) => labels(list).includes('e'));
    expect(await client.sessions.endAll()).toBe(2);
    expect(client.sessions.live.current).toMatchObject({ sessions: [], isLive: false });
    expect(client.token).toBeNull();
  });

  it('receives sign-ins, names and ends of other clients, and the end of its own session with the reason', async () => {
    const url = sharedAddress();
    await new RestClient(url).signUp(person);
    const [client, other] = [await program(url, 'own'), await program(url, 'other')];
    const { until } = listen(client);
    const reports: string[] = [];
    client.sessions.live.onChange((changes) => reports.push(...changes.map(({ kind }) => kind)));
    const opened = await until(({ isLive }) => isLive);
    const { id: ownId, deviceId } = opened.sessions.find(({ isCurrent }) => isCurrent) ?? { id: 0, deviceId: 0 };
    await program(url, 'third');
    await until((list) => labels(list).includes('third'));
    await other.devices.rename(deviceId, 'Kitchen');
    await until(({ sessions }) => sessions.some(({ label, id }) => id === ownId && label === 'Kitchen'));
    await waitFor(() => expect(reports).toEqual(expect.arrayContaining(['appeared', 'renamed'])));
    expect((await client.history.list({ kinds: ['device_renamed'] })).entries).toMatchObject([
      { kind: 'device_renamed', deviceId, label: 'Kitchen' },
    ]);
    const page = await client.history.list({ limit: 1 });
    expect([page.entries.length, page.next]).toEqual([1, page.entries[0]?.id]);

    await other.sessions.end(ownId);
    const { error, sessions } = await until((list) => list.error !== null);
    expect([isSignedOut(error), error?.end?.reason, error?.end?.by?.clientLabel, sessions]).toEqual([
      true,
      'revoked',
      'other',
      [],
    ]);
    await client.signIn({ ...person, clientLabel: 'again' });
    await until((list) => list.isLive && labels(list).includes('again'));
  });

  it('asks for a step-up, repeats the call with the new token, and its list stays live', async () => {
    const url = await serve({ STEP_UP: 'always', PROGRAM_SESSIONS_PER_USER: '10' });
    const asked: StepUp[] = [];
    const refusals: unknown[] = [];
    let answer = true;
    const client = createLatchkeyClient({
      url,
      token: null,
      async onStepUp(stepUp) {
        asked.push(stepUp);
        if (!answer) return false;
        await stepUp.prove('not this one').catch((error: unknown) => refusals.push(error));
        await stepUp.prove(person.password);
        return true;
      },
    });
    await new RestClient(url).signUp(person);
    await client.signIn({ ...person, clientLabel: 'own' });
    const { token } = client;
    const { until } = listen(client);
    await until(({ isLive }) => isLive);
    // A form that asks for the password itself.
    await expect(client.sessions.endOthers({ onStepUp: null })).rejects.toMatchObject({ code: 'step_up_required' });
    expect(asked).toEqual([]);
    answer = false;
    await expect(client.sessions.endOthers()).rejects.toMatchObject({ code: 'step_up_required' });
    const { choices } = await client.settings.idleLimits();
    const change = client.settings.setIdleLimit(choices[0] ?? 0);
    await expect(change).rejects.toMatchObject({ code: 'step_up_required' });
    answer = true;
    // One question answers both.
    const [others, many] = await Promise.all([client.sessions.endOthers(), client.sessions.endMany([1])]);
    expect(others + many.length).toBe(1);
    expect(asked.map(({ purpose, application }) => [purpose, application])).toEqual([
      ['end_other_sessions', null],
      ['continue', null],
      ['end_other_sessions', null],
    ]);
    expect(refusals).toMatchObject([{ code: 'password_incorrect' }]);
    expect(client.token).not.toBe(token);
    await program(url, 'later');
    await until((list) => list.isLive && labels(list).join() === 'later,own');
    await client.changePassword({ currentPassword: person.password, newPassword: 'another horse battery' });
    await until((list) => list.isLive && labels(list).join() === 'own');
  });

  it('connects again by itself when the connection was cut', async () => {
    const url = sharedAddress();
    await new RestClient(url).signUp(person);
    const { hostname, port } = new URL(url);
    const proxy = await startTcpProxy(hostname, Number(port));
    stops.add(() => proxy.close());
    const client = await program(`http://127.0.0.1:${proxy.port}`, 'own');
    const { until } = listen(client);
    await until(({ isLive }) => isLive);
    proxy.cut();
    await until(({ isLive }) => !isLive);
    await program(url, 'meanwhile');
    proxy.restore();
    const { sessions, error } = await until((list) => list.isLive && labels(list).includes('meanwhile'));
    expect([labels({ sessions }), error]).toEqual([['-', 'meanwhile', 'own'], null]);
  });

  it('loads the list where streams cannot be read, as in React Native', async () => {
    const url = sharedAddress();
    await new RestClient(url).signUp(person);
    const client = await program(url, 'own', {
      fetch: (address, init) =>
        address.includes('session.watch') ? Promise.resolve(new Response(null)) : fetch(address, init),
    });
    const { until } = listen(client);
    expect(labels(await until(({ isComplete }) => isComplete))).toEqual(['-', 'own']);
    expect(client.sessions.live.current.isLive).toBe(false);
  });

  it('says why a call fails', async () => {
    const url = sharedAddress();
    const client = createLatchkeyClient({ url, token: null });
    await expect(client.signIn(person)).rejects.toMatchObject({ code: 'credentials_incorrect', fields: null });
    await expect(client.signUp({ email: 'ada', password: 'x', clientLabel: '\u0000' })).rejects.toMatchObject({
      code: 'validation_failed',
      fields: { email: expect.any(String), password: expect.any(String), clientLabel: expect.any(String) },
    });
    await expect(client.sessions.list()).rejects.toMatchObject({ code: 'token_not_provided', end: null });
    await expect(client.sessions.list({ limit: 501 })).rejects.toMatchObject({ code: 'token_not_provided' });
    await client.signUp(person);
    await expect(client.sessions.list({ limit: 501 })).rejects.toMatchObject({
      code: 'validation_failed',
      fields: { limit: expect.any(String) },
    });
    const of = (answer: (url: string, request: RequestInit) => Promise<Response>) =>
      createLatchkeyClient({ url, token: null, timeout: 50, fetch: answer });
    const html = () => Promise.resolve(new Response('<h1>Bad Gateway</h1>', { status: 502 }));
    const silence = (_url: string, init: RequestInit) =>
      new Promise<Response>((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    for (const [answer, code] of [
      [html, 'unexpected_answer'],
      [() => Promise.resolve(Response.json({ error: { data: { errorCode: 'of_tomorrow' } } })), 'unexpected_answer'],
      [() => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
      [silence, 'timed_out'],
    ] as const) {
      await expect(of(answer).user(), code).rejects.toMatchObject({ name: 'LatchkeyError', code });
      await expect(of(answer).signIn(person), code).rejects.toMatchObject({ name: 'LatchkeyError', code });
    }
    const refused = new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
    const message = `Latchkey cannot be reached at ${url}: ECONNREFUSED.`;
    await expect(of(() => Promise.reject(refused)).user()).rejects.toThrow(message);
    await expect(of(() => Promise.reject(refused)).signIn(person)).rejects.toThrow(message);
    for (const wrong of ['localhost:3000', url.replace('://', '://ada:secret@')])
      expect(() => createLatchkeyClient({ url: wrong })).toThrow(TypeError);
  });
});

describe('a page with @latchkey/client', { timeout: 120_000 }, () => {
  const clientIn = (browser: Browser, more: Parameters<typeof createLatchkeyClient>[0] = {}) =>
    createLatchkeyClient({ ...more, fetch: browser.fetch });

  it('uses the cookie of the browser for calls and the stream, and answers alerts', async () => {
    const url = sharedAddress();
    const [browser, stranger] = [new Browser(url), new Browser(url)];
    const client = clientIn(browser);
    await client.signUp(person);
    expect([client.token, (await client.user())?.email]).toEqual([null, person.email]);
    const { until } = listen(client);
    await until(({ isLive }) => isLive);
    await clientIn(stranger).signIn(person);
    await until(({ sessions }) => sessions.length === 2);
    const [alert] = await client.alerts.list();
    expect(alert).toMatchObject({ cause: 'new_device', isLive: true });
    expect(await client.alerts.answer(alert?.id ?? 0, 'denied')).toMatchObject({ ended: 1 });
    await until(({ sessions }) => sessions.length === 1);
    await client.stepUp(person.password);
    expect((await client.user())?.proof.endsSessionsUntil).not.toBeNull();
    await client.logout();
    expect(await client.user()).toBeNull();
  });

  it('reads and changes the settings of its user', async () => {
    const url = sharedAddress();
    const client = clientIn(new Browser(url));
    expect(await client.signInOptions()).toMatchObject({ isSignUpOpen: true, accounts: 'own' });
    await client.signUp({ ...person, rememberMe: true });
    const { settings } = client;
    const { own, choices } = await settings.idleLimits();
    const { live } = client.sessions;
    const expiry = (await live.refresh()).sessions[0]?.expiresAt;
    expect([own, await settings.setIdleLimit(choices[0] ?? 0)]).toEqual([null, 0]);
    expect((await settings.idleLimits()).own).toBe(choices[0]);
    await waitFor(() => expect(live.current.sessions[0]?.expiresAt).not.toBe(expiry));
    await settings.setLanguage('de');
    expect(await settings.isEmailVerified()).toBe(false);
    await settings.sendVerification();
  });

  it('sends a user of an application to its step-up page', async () => {
    const hex = randomBytes(32).toString('hex');
    const key = `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
    const url = await serve({
      ACCOUNTS: 'host',
      STEP_UP_URL: '/confirm',
      SERVICE_KEYS: `shop ${key}`,
    });
    const service = async (path: string, body: object) => {
      const answer = await fetch(`${url}/api/v1/service/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const { set_cookie: lines }: { set_cookie: string[] } = JSON.parse(await answer.text());
      return lines.map((line) => line.split(';', 1)[0] ?? '');
    };
    const user = { subject: 'f3b1', methods: ['pwd'] };
    await service('sessions', { ...user, client: { headers: { 'user-agent': 'Other/1.0' } } });
    const browser = new Browser(url);
    const take = (cookies: readonly string[]) => {
      for (const [, name = '', value = ''] of cookies.map((cookie) => /^([^=]+)=(.*)$/.exec(cookie) ?? [])) {
        browser.cookies.set(name, value);
      }
    };
    take(await service('sessions', { ...user, client: { headers: { 'user-agent': 'Mozilla/5.0 Firefox/128.0' } } }));
    const asked: [string, boolean | undefined][] = [];
    const client = clientIn(browser, {
      async onStepUp({ purpose, application, requestUrl, prove }) {
        asked.push([purpose, application?.canStepUp]);
        await expect(prove('none')).rejects.toMatchObject({ code: 'sign_in_elsewhere' });
        const [, request] = (await requestUrl()).split('/confirm?request=');
        const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        take(await service('sessions/confirm', { ...user, methods: ['otp'], request, cookie }));
        return true;
      },
    });
    expect(await client.sessions.endOthers()).toBe(1);
    expect(asked).toEqual([['end_other_sessions', true]]);
  });
});
