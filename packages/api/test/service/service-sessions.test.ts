import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ask, askTrpc, serviceKey } from './service.ts';
import { chrome, firefox, openTestApp, rest, sharedTestApp, trpc } from '../testing/test-app.ts';

const https = { publicUrl: 'https://app.example.com' };
const app = await sharedTestApp({ accounts: 'both', ...https });
const key = await serviceKey(app);
const now = Date.parse('2026-03-01T12:00:00.000Z') / 1000;

const newSubject = () => `user-${randomUUID()}`;
const browser = { ip: '203.0.113.9', headers: { 'user-agent': firefox, 'accept-language': 'de', host: 'ignored' } };

async function begin(subject: string, more: object = {}) {
  const answer = await ask(app, key, 'POST', '/sessions', { subject, methods: ['pwd'], client: browser, ...more });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  const body: { session_id: number; session_token: string; set_cookie: string[]; session_registration: string | null } =
    answer.json();
  return body;
}
/** What the browser sends of the cookies that it was given. */
const cookieOf = (lines: readonly string[]) => lines.map((line) => line.split(';', 1)[0]).join('; ');
const introspect = async (input: object) => (await ask(app, key, 'POST', '/introspect', input)).json();

describe('a session that an application begins', () => {
  it('has the cookies of a browser, and is the same as one that began here', async () => {
    const subject = newSubject();
    const begun = await begin(subject, { email: 'ada@example.org', display_name: 'Ada', remember_me: true });
    expect(begun.session_token).toMatch(/^latchkey_[0-9a-f]{72}$/);
    expect(begun.set_cookie).toEqual([
      `__Host-latchkey=${begun.session_token}; Path=/; Expires=Tue, 31 Mar 2026 12:00:00 GMT; HttpOnly; Secure; SameSite=Lax`,
      expect.stringMatching(
        /^__Host-latchkey-device=[0-9a-f]{64}; Max-Age=34560000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    expect(begun.session_registration).toMatch(/^\(ES256\);path="\/api\/dbsc\/registration";challenge=/);
    const cookie = cookieOf(begun.set_cookie);
    const list = await app.http.inject({ url: '/api/trpc/session.list', headers: { cookie } });
    const location = expect.anything();
    const shown = {
      id: begun.session_id,
      ip: '203.0.113.9',
      isCurrent: true,
      device: { software: 'Firefox' },
      location,
    };
    expect(list.json().result.data.sessions).toMatchObject([shown]);
    const me = await app.http.inject({ url: '/api/trpc/user.myself', headers: { cookie } });
    expect(me.json().result.data).toMatchObject({ subject, email: 'ada@example.org', displayName: 'Ada' });
  });

  it('replaces the earlier one of the same browser, which its device cookie names', async () => {
    const subject = newSubject();
    const first = await begin(subject);
    const again = { ...browser, headers: { ...browser.headers, cookie: cookieOf(first.set_cookie) } };
    const second = await begin(subject, { client: again });
    expect(second.set_cookie[1]).toBe(first.set_cookie[1]);
    expect(await introspect({ token: first.session_token })).toEqual({ active: false });
    expect(await introspect({ token: second.session_token })).toMatchObject({ active: true, sub: subject });
  });

  it('has a token and no cookie for a program', async () => {
    const subject = newSubject();
    const client = { ip: '203.0.113.9', headers: { 'user-agent': 'shop/1.0' } };
    const begun = await begin(subject, { kind: 'program', client_label: 'Ada’s telephone', client });
    expect([begun.set_cookie, begun.session_registration]).toEqual([[], null]);
    const list = await rest(app, 'GET', '/user/myself/session', begun.session_token);
    expect(list.json().sessions).toMatchObject([{ id: begun.session_id, information: 'Ada’s telephone' }]);
  });

  it('is refused beyond the limit of the user where the application says so, and ends another one otherwise', async () => {
    const subject = newSubject();
    const program = { kind: 'program', client_label: 'telephone', client: { headers: { 'user-agent': 'shop/1.0' } } };
    const limits = { max_browsers: 1, max_programs: 1, at_limit: 'refuse' };
    const first = await begin(subject, { ...limits, idempotency_key: 'first' });
    const telephone = await begin(subject, program);
    const another = { subject, methods: ['pwd'], client: browser };
    for (const more of [{}, program, { idempotency_key: 'second' }]) {
      const refused = await ask(app, key, 'POST', '/sessions', { ...another, ...more });
      expect([refused.statusCode, refused.json().error_code]).toEqual([409, 'session_limit_reached']);
      const overTrpc = await askTrpc(app, key, 'serviceSession.begin', {
        ...another,
        kind: more === program ? 'program' : 'browser',
      });
      expect([overTrpc.statusCode, overTrpc.json().error.data.errorCode]).toEqual([409, 'session_limit_reached']);
    }
    expect((await begin(subject, { idempotency_key: 'first' })).session_id).toBe(first.session_id);
    const history = await trpc(app, 'query', 'history.list?input=%7B%7D', first.session_token);
    expect(history.json().result.data.entries[0]).toMatchObject({ kind: 'sign_in_failed', ip: '203.0.113.9' });
    const saved = await ask(app, key, 'POST', `/users/${subject}`, { at_limit: 'end_another', max_programs: 2 });
    expect(saved.statusCode).toBe(200);
    const second = await begin(subject);
    await begin(subject, program);
    expect(await introspect({ token: first.session_token })).toEqual({ active: false });
    for (const { session_token: token } of [second, telephone])
      expect(await introspect({ token })).toMatchObject({ active: true });
    for (const wrong of [
      { max_browsers: 0 },
      { max_programs: 10_001 },
      { max_browsers: 1.5 },
      { at_limit: 'newest' },
    ]) {
      const [field = ''] = Object.keys(wrong);
      const refused = await ask(app, key, 'POST', '/sessions', { ...another, ...wrong });
      expect([refused.statusCode, Object.keys(refused.json().fields)]).toEqual([422, [field]]);
    }
  });

  it('is refused for a disabled user, for malformed fields by their names, and where users sign in here only', async () => {
    const subject = newSubject();
    await begin(subject);
    expect((await ask(app, key, 'POST', `/users/${subject}/disable`, {})).json()).toMatchObject({ ended: 1 });
    const good = { subject, methods: ['pwd'], client: browser };
    const disabled = await ask(app, key, 'POST', '/sessions', good);
    expect([disabled.statusCode, disabled.json().error_code]).toEqual([403, 'account_disabled']);
    expect((await ask(app, key, 'POST', `/users/${subject}/enable`, {})).statusCode).toBe(200);
    await begin(subject);
    for (const [field, value] of Object.entries({
      subject: 'a b',
      email: 'x',
      display_name: '\u202e',
      methods: [],
      auth_time: -1,
      kind: 'x',
      client: { headers: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`h${at}`, 'x'])) },
      idempotency_key: '',
    })) {
      const answer = await ask(app, key, 'POST', '/sessions', { ...good, [field]: value });
      expect([field, answer.statusCode, Object.keys(answer.json().fields ?? {})]).toEqual([field, 422, [field]]);
    }
    await using own = await openTestApp({ database: app.database, accounts: 'own' });
    expect((await ask(own, key, 'POST', '/sessions', good)).json().error_code).toBe('accounts_own');
  });

  it('is one session for a request that is repeated, also at the same moment, and none once it has ended', async () => {
    const subject = newSubject();
    const repeated = { idempotency_key: 'sign-in 7'.replace(' ', '-') };
    const all = await Promise.all(Array.from({ length: 4 }, () => begin(subject, repeated)));
    const [first] = all;
    if (!first) throw new Error('There are four');
    for (const one of all) {
      expect([one.session_id, one.session_token, one.set_cookie]).toEqual([
        first.session_id,
        first.session_token,
        first.set_cookie,
      ]);
    }
    expect((await begin(newSubject(), repeated)).session_token).not.toBe(first.session_token);
    expect((await begin(subject, { idempotency_key: 'other' })).session_token).not.toBe(first.session_token);
    await rest(app, 'POST', '/user/myself/session/logoutCurrentSession', first.session_token, {
      payload: { session_token: first.session_token },
    });
    const late = await ask(app, key, 'POST', '/sessions', { subject, methods: ['pwd'], client: browser, ...repeated });
    expect([late.statusCode, late.json().error_code]).toEqual([409, 'idempotency_key_used']);
  });

  it('never has the token again that a confirmation has replaced, however late the request is repeated', async () => {
    const subject = newSubject();
    const repeated = { idempotency_key: 'confirmed' };
    const { session_id: sid, session_token: token } = await begin(subject, repeated);
    const repeat = () =>
      ask(app, key, 'POST', '/sessions', { subject, methods: ['pwd'], client: browser, ...repeated });
    const confirm = (given: string) =>
      ask(app, key, 'POST', '/sessions/confirm', { token: given, subject, methods: ['otp'] });
    const [first, ...others] = await Promise.all([confirm(token), ...Array.from({ length: 4 }, repeat)]);
    for (const { statusCode, body } of [...others, await repeat()]) {
      if (statusCode === 201) expect(JSON.parse(body)).toMatchObject({ session_id: sid, session_token: token });
      else expect([statusCode, JSON.parse(body).error_code]).toEqual([409, 'idempotency_key_used']);
    }
    expect((await repeat()).statusCode).toBe(409);
    const second = await confirm(first.json().session_token);
    expect((await repeat()).statusCode).toBe(409);
    expect(await introspect({ token })).toEqual({ active: false });
    expect(await introspect({ token: second.json().session_token })).toMatchObject({ active: true, sid: String(sid) });
    expect((await ask(app, key, 'GET', `/users/${subject}/sessions`)).json().sessions).toHaveLength(1);
  });

  it('has another token where the user was removed and created again', async () => {
    const [subject, repeated] = [newSubject(), { idempotency_key: 'removed' }];
    const { session_token: token } = await begin(subject, repeated);
    await ask(app, key, 'DELETE', `/users/${subject}`);
    expect((await begin(subject, repeated)).session_token).not.toBe(token);
    expect(await introspect({ token })).toEqual({ active: false });
  });
});

describe('introspection', () => {
  it('answers RFC 7662 for a token, a Cookie header and a form, and {"active":false} for anything else', async () => {
    const subject = newSubject();
    const more = { methods: ['pwd', 'otp', 'pwd'], auth_time: now - 60, email: 'ada@example.org', display_name: 'Ada' };
    const begun = await begin(subject, more);
    const active = {
      active: true,
      sub: subject,
      sid: String(begun.session_id),
      amr: ['pwd', 'otp'],
      auth_time: now - 60,
      iat: now,
      exp: now + 86_400,
      bound: false,
      email: 'ada@example.org',
      name: 'Ada',
    };
    expect(await introspect({ token: begun.session_token })).toEqual(active);
    expect(await introspect({ cookie: `x=1; ${cookieOf(begun.set_cookie)}` })).toEqual(active);
    const form = await app.http.inject({
      method: 'POST',
      url: '/api/v1/service/introspect',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ token: begun.session_token, token_type_hint: 'access_token' }).toString(),
    });
    expect([form.statusCode, form.json()]).toEqual([200, active]);
    expect((await askTrpc(app, key, 'serviceSession.introspect', { token: begun.session_token })).json()).toEqual({
      result: { data: active },
    });
    for (const input of [
      {},
      { token: '' },
      { token: 'x' },
      { cookie: 'a=b' },
      { token: `${begun.session_token.slice(0, -1)}x` },
    ]) {
      expect(await introspect(input)).toEqual({ active: false });
    }
  });

  it('names an account with a password by a subject that no application can use', async () => {
    const { token } = await app.signUp();
    const { id } = (await rest(app, 'GET', '/user/myself', token)).json().user;
    expect(await introspect({ token })).toMatchObject({ active: true, sub: `latchkey:${id}`, amr: ['pwd'] });
    const sessions = await ask(app, key, 'GET', `/users/latchkey:${id}/sessions`);
    expect(sessions.json().sessions).toHaveLength(1);
    expect(
      (await ask(app, key, 'POST', '/sessions', { subject: `latchkey:${id}`, methods: ['pwd'], client: browser }))
        .statusCode,
    ).toBe(422);
  });
});

describe('how a user signed in', () => {
  it('is in the list and in the history, and a later step-up adds to the history alone', async () => {
    const subject = newSubject();
    const begun = await begin(subject, { methods: ['google', 'fed'] });
    const badge = { cookie: cookieOf(begun.set_cookie), subject, methods: ['corp-badge'] };
    const confirmed = await ask(app, key, 'POST', '/sessions/confirm', badge);
    const headers = { cookie: cookieOf(confirmed.json().set_cookie) };
    const list = await app.http.inject({ url: '/api/trpc/session.list', headers });
    const google = { kind: 'brand', name: 'Google' };
    expect(list.json().result.data.sessions).toMatchObject([{ signedInWith: [google] }]);
    const history = await app.http.inject({ url: '/api/trpc/history.list?input={}', headers });
    expect(history.json().result.data.entries).toMatchObject([
      { kind: 'stepped_up', methods: [{ kind: 'other', name: 'corp-badge' }] },
      { kind: 'signed_in', methods: [google] },
    ]);
  });

  it('is a password for accounts of this server, and unknown where the application says only that it did', async () => {
    const { token } = await app.signUp();
    const own = await trpc(app, 'query', 'session.list', token);
    expect(own.json().result.data.sessions).toMatchObject([{ signedInWith: [{ kind: 'password' }] }]);
    const { session_token: ofSubject } = await begin(newSubject(), { methods: ['fed'] });
    const list = await trpc(app, 'query', 'session.list', ofSubject);
    expect(list.json().result.data.sessions).toMatchObject([{ signedInWith: [] }]);
  });
});

describe('a confirmed step-up', () => {
  it('is what a session needs to end others, replaces the token, and adds the methods', async () => {
    const subject = newSubject();
    const other = await begin(subject, { client: { ...browser, headers: { 'user-agent': chrome } } });
    const begun = await begin(subject, { auth_time: now - 3600 });
    const cookie = cookieOf(begun.set_cookie);
    const revokeOthers = (given: string) =>
      app.http.inject({
        method: 'POST',
        url: '/api/trpc/session.revokeOthers',
        headers: { cookie: given, 'content-type': 'application/json' },
      });
    expect((await revokeOthers(cookie)).json().error.data.errorCode).toBe('step_up_required');
    const wrong = await ask(app, key, 'POST', '/sessions/confirm', { cookie, subject: newSubject(), methods: ['otp'] });
    expect([wrong.statusCode, wrong.json().error_code]).toEqual([409, 'subject_differs']);
    expect((await revokeOthers(cookie)).statusCode).toBe(403);
    const confirmed = await ask(app, key, 'POST', '/sessions/confirm', { cookie, subject, methods: ['otp'] });
    expect(confirmed.statusCode).toBe(200);
    expect(await introspect({ cookie })).toEqual({ active: false });
    const renewed = cookieOf(confirmed.json().set_cookie);
    expect(await introspect({ cookie: renewed })).toMatchObject({
      sid: String(begun.session_id),
      amr: ['pwd', 'otp'],
      auth_time: now,
    });
    expect((await revokeOthers(renewed)).json().result.data).toEqual({ ended: 1 });
    expect(await introspect({ token: other.session_token })).toEqual({ active: false });
    const gone = await ask(app, key, 'POST', '/sessions/confirm', { cookie, subject, methods: ['otp'] });
    expect([gone.statusCode, gone.json().error_code]).toEqual([404, 'session_token_incorrect']);
  });

  it('succeeds once where two come at the same moment', async () => {
    const subject = newSubject();
    const cookie = cookieOf((await begin(subject)).set_cookie);
    const confirm = () => ask(app, key, 'POST', '/sessions/confirm', { cookie, subject, methods: ['otp'] });
    const answers = await Promise.all([confirm(), confirm()]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 404]);
    expect(answers.find(({ statusCode }) => statusCode === 404)?.json().error_code).toBe('session_token_incorrect');
  });

  it('is also what a program needs, whose proof at its sign-in is old or by which it would end older sessions', async () => {
    const subject = newSubject();
    const older = await begin(subject);
    const client = { headers: { 'user-agent': 'shop/1.0' } };
    const begun = await begin(subject, { kind: 'program', client_label: 'telephone', client });
    const revoke = (token: string, id: number) => rest(app, 'DELETE', `/user/myself/session/${id}`, token);
    const refused = await revoke(begun.session_token, older.session_id);
    expect([refused.statusCode, refused.json().error_code]).toEqual([403, 'step_up_required']);
    const confirmed = await ask(app, key, 'POST', '/sessions/confirm', {
      token: begun.session_token,
      subject,
      methods: ['otp'],
    });
    expect((await revoke(confirmed.json().session_token, older.session_id)).statusCode).toBe(200);
    expect(await introspect({ token: older.session_token })).toEqual({ active: false });
  });

  it('does not last longer where the clock of the application is ahead', async () => {
    const subject = newSubject();
    const begun = await begin(subject, { auth_time: now + 3600 });
    expect(await introspect({ token: begun.session_token })).toMatchObject({ auth_time: now });
  });
});

describe('the sessions of a user', () => {
  it('are listed, ended one by one or all, and those of another user are missing', async () => {
    const [subject, stranger] = [newSubject(), newSubject()];
    const [one, two] = [await begin(subject), await begin(subject)];
    const foreign = await begin(stranger);
    const list = async () => (await ask(app, key, 'GET', `/users/${subject}/sessions`)).json().sessions;
    expect((await list()).map(({ session_id: id }: { session_id: number }) => id)).toEqual([
      one.session_id,
      two.session_id,
    ]);
    expect((await list())[0]).toMatchObject({
      device: { kind: 'desktop', software: 'Firefox', systems: [{ name: 'Linux' }] },
      signed_in_with: [{ kind: 'password' }],
      is_bound: false,
    });
    const end = (id: number | string) => ask(app, key, 'DELETE', `/users/${subject}/sessions/${id}`);
    for (const id of [foreign.session_id, 999_999_999, 0])
      expect((await end(id)).json().error_code).toBe('session_token_not_found');
    expect((await end(one.session_id)).statusCode).toBe(200);
    expect(await introspect({ token: one.session_token })).toEqual({ active: false });
    expect((await ask(app, key, 'DELETE', `/users/${subject}/sessions`)).json()).toMatchObject({ ended: 1 });
    expect(await list()).toEqual([]);
    expect(await introspect({ token: foreign.session_token })).toMatchObject({ active: true });
  });

  it('end with their user, who begins anew, and with a logout, whose cookies are cleared', async () => {
    const subject = newSubject();
    const begun = await begin(subject);
    const cookie = cookieOf(begun.set_cookie);
    const logout = await ask(app, key, 'POST', '/sessions/logout', { cookie });
    expect(logout.json().set_cookie).toEqual([
      '__Host-latchkey=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
      '__Host-latchkey-bound=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
    expect(await introspect({ cookie })).toEqual({ active: false });
    expect((await ask(app, key, 'POST', '/sessions/logout', { cookie })).statusCode).toBe(200);
    const next = await begin(subject);
    expect((await ask(app, key, 'DELETE', `/users/${subject}`)).json()).toMatchObject({ ended: 1 });
    expect(await introspect({ token: next.session_token })).toEqual({ active: false });
    expect((await ask(app, key, 'DELETE', `/users/${subject}`)).json().error_code).toBe('subject_not_found');
    await begin(subject);
  });

  it('show a failed attempt in the history, as many as the limit of each user allows', async () => {
    const subject = newSubject();
    const begun = await begin(subject);
    const failed = await ask(app, key, 'POST', `/users/${subject}/failed-attempts`, { client: browser });
    expect(failed.statusCode).toBe(201);
    const history = await trpc(app, 'query', 'history.list?input=%7B%7D', begun.session_token);
    expect(history.json().result.data.entries[0]).toMatchObject({ kind: 'sign_in_failed', ip: '203.0.113.9' });
    const missing = await ask(app, key, 'POST', `/users/${newSubject()}/failed-attempts`, { client: browser });
    expect([missing.statusCode, missing.json().error_code]).toEqual([404, 'subject_not_found']);
  });

  it('have the saved address and name at once, also where they are cached', async () => {
    const subject = newSubject();
    const begun = await begin(subject, { email: 'old@example.org' });
    expect(await introspect({ token: begun.session_token })).toMatchObject({ email: 'old@example.org' });
    const saved = { email: 'new@example.org', display_name: 'Ada' };
    expect((await ask(app, key, 'POST', `/users/${subject}`, saved)).statusCode).toBe(200);
    expect(await introspect({ token: begun.session_token })).toMatchObject({ email: 'new@example.org', name: 'Ada' });
    expect((await ask(app, key, 'POST', `/users/${encodeURIComponent('a/b%c')}`, saved)).statusCode).toBe(200);
    expect(await app.database.subjects.findBySubject('a/b%c')).not.toBeNull();
  });
});
