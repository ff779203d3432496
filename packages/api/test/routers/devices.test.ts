import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TestBrowser } from '../testing/browser.ts';
import { chrome, firefox, rest, sharedTestApp, trpc } from '../testing/test-app.ts';

const app = await sharedTestApp();
const devicesPath = '/user/myself/devices';

interface Device {
  readonly session_id: number;
  readonly device_id: number;
  readonly is_current: boolean;
  readonly label: string | null;
}

interface Page {
  readonly devices: readonly Device[];
  readonly next: string | null;
}

const page = async (token: string, query: Record<string, string> = {}): Promise<Page> =>
  (await rest(app, 'GET', devicesPath, token, { query })).json();

/** `usedDays` of tRPC is `used_days` over REST. */
const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

describe('GET /api/v1/user/myself/devices', () => {
  it('answers all that the page knows of a session and its device, to the byte', async () => {
    app.setTime('2026-03-01T12:00:00.000Z');
    const { token } = await app.signUp(firefox);
    const { devices } = await page(token);
    const [{ session_id: id, device_id: device } = { session_id: 0, device_id: 0 }] = devices;
    expect((await rest(app, 'GET', devicesPath, token)).body).toBe(
      `{"msg":"List of all devices","devices":[{"session_id":${id},"device_id":${device},"is_current":true,` +
        '"device":{"kind":"desktop","software":"Firefox","version":"69","systems":[{"name":"Linux","version":null}]},' +
        '"label":null,"session_information":null,"is_confirmed":true,"is_bound":false,"remember_me":true,' +
        '"ip":"127.0.0.1","location":{"kind":"private","country":null},"signed_in_with":[{"kind":"password"}],' +
        '"last_country":null,"is_new_country":false,' +
        '"created_at":"2026-03-01T12:00:00.000Z","last_used_at":"2026-03-01T12:00:00.000Z","active_days":1,' +
        '"used_days":1,"expires_at":"2026-03-15T12:00:00.000Z","expires_unless_used":true,' +
        `"delete_session":{"href":"api/v1/user/myself/session/${id}","method":"DELETE"}}],"next":null}`,
    );
  });

  it('has every field that the page gets', async () => {
    const { token } = await app.signUp();
    const overTrpc = (await trpc(app, 'query', 'session.page?input=%7B%7D', token)).json().result.data.sessions[0];
    const [device = {}] = (await page(token)).devices;
    const renamed: Record<string, string> = { id: 'session_id', client_label: 'session_information' };
    const names = Object.keys(overTrpc).map((name) => renamed[snakeCase(name)] ?? snakeCase(name));
    expect(Object.keys(device).toSorted()).toEqual([...names, 'delete_session'].toSorted());
  });

  it('answers each session once over all pages, in the order asked for, and which one asks', async () => {
    const { email, token } = await app.signUp();
    const tokens = [token];
    for (let count = 1; count < 5; count += 1) {
      app.passTime(60_000);
      tokens.push(await app.signIn(email, `program-${count}/1`));
    }
    // Reading the list is a use of the session, which moves it in the order.
    await page(token);
    for (const order of ['latest_use_first', 'oldest_use_first']) {
      const seen: Device[] = [];
      let after: string | null = null;
      do {
        const query: Record<string, string> = { order, limit: '2', ...(after === null ? {} : { after }) };
        const { devices, next }: Page = await page(token, query);
        expect(devices.length).toBeLessThanOrEqual(2);
        seen.push(...devices);
        after = next;
      } while (after !== null);
      expect(new Set(seen.map(({ session_id: id }) => id)).size).toBe(5);
      expect(seen.filter(({ is_current: isCurrent }) => isCurrent)).toHaveLength(1);
      const all = (await page(token, { order })).devices;
      expect(seen.map(({ session_id: id }) => id)).toEqual(all.map(({ session_id: id }) => id));
    }
  });
});

it('a program names a device, ends all others, and reads it in the history', async () => {
  const { email, token } = await app.signUp();
  const other = await app.signIn(email, chrome);
  const [first, second] = (await page(token, { order: 'oldest_use_first' })).devices;
  const named = await rest(app, 'POST', `${devicesPath}/${second?.device_id}`, token, {
    payload: { label: 'Kitchen' },
  });
  expect([named.statusCode, named.body]).toEqual([200, '{"msg":"Successfully named device"}']);
  expect((await page(token)).devices.map(({ label }) => label).toSorted()).toEqual(['Kitchen', null]);
  const ended = await rest(app, 'DELETE', `${devicesPath}/others`, token);
  expect([ended.statusCode, ended.body]).toEqual([200, '{"msg":"Successfully ended all other sessions","ended":1}']);
  expect((await rest(app, 'GET', '/user/myself', other)).statusCode).toBe(401);
  const query = { kinds: 'device_renamed,ended', limit: '1' };
  const history = (await rest(app, 'GET', '/user/myself/history', token, { query })).json();
  expect(history.events).toEqual([
    expect.objectContaining({
      kind: 'ended',
      session_id: second?.session_id,
      end_reason: 'revoked_others',
      actor_session_id: first?.session_id,
      actor: expect.objectContaining({ device: expect.objectContaining({ software: 'Firefox' }) }),
    }),
  ]);
  const before = String(history.next);
  const next = (await rest(app, 'GET', '/user/myself/history', token, { query: { ...query, before } })).json();
  expect(next.events.map(({ kind }: { kind: string }) => kind)).toEqual(['device_renamed']);
  expect(next.next).toBeNull();
});

it('a confirmed browser answers an alert over REST, and the denied device is signed out', async () => {
  const email = `${randomUUID()}@example.com`;
  const [owner, stranger] = [new TestBrowser(app), new TestBrowser(app, chrome)];
  await owner.signUp(email);
  await stranger.signIn(email);
  const token = owner.cookies.get('latchkey');
  const { alerts } = (await rest(app, 'GET', '/user/myself/alerts', token)).json();
  expect(alerts).toEqual([
    expect.objectContaining({
      cause: 'new_device',
      is_live: true,
      confirmed: null,
      location: expect.anything(),
      signed_in_with: [{ kind: 'password' }],
    }),
  ]);
  const answered = await rest(app, 'POST', `/user/myself/alerts/${alerts[0].id}`, token, {
    payload: { answer: 'denied' },
  });
  expect([answered.statusCode, answered.json()]).toMatchObject([200, { ended: 1 }]);
  expect(await stranger.isSignedIn()).toBe(false);
  const program = await app.signIn(email, 'curl/8.5.0');
  expect((await rest(app, 'GET', '/user/myself/alerts', program)).json().alerts).toEqual([]);
});
