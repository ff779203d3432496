import { expect, describe, it } from 'vitest';
import { ask, askTrpc, serviceKey } from './service.ts';
import { sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });
const key = await serviceKey(app);
const url = 'https://hooks.example.com/latchkey';

async function create(more: object = {}) {
  const answer = await ask(app, key, 'POST', '/webhooks', { url, ...more });
  expect(answer.statusCode).toBe(201);
  const body: { id: number; secret: string | null } = answer.json();
  return body;
}

const list = async () => (await ask(app, key, 'GET', '/webhooks')).json().endpoints;

describe('the endpoints of events', () => {
  it('are created, listed without their secrets, changed and deleted', async () => {
    const { id, secret } = await create({ events: ['session.ended'] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const listed = await ask(app, key, 'GET', '/webhooks');
    expect(listed.body).not.toContain(secret);
    const endpoint = { id, url, format: 'webhook', events: ['session.ended'], audience: null, waiting: 0, failures: 0 };
    expect(listed.json().endpoints).toMatchObject([{ ...endpoint, failing_since: null, paused_at: null }]);
    const moved = await ask(app, key, 'POST', `/webhooks/${id}`, { url: `${url}/2`, rotate_secret: true });
    expect(moved.json().secret).toMatch(/^whsec_/);
    expect(moved.json().secret).not.toBe(secret);
    expect(await list()).toMatchObject([{ url: `${url}/2` }]);
    expect((await ask(app, key, 'POST', `/webhooks/${id}`, {})).json()).toMatchObject({ secret: null });
    expect((await ask(app, key, 'DELETE', `/webhooks/${id}`)).statusCode).toBe(200);
    expect(await list()).toEqual([]);
  });

  it('that cannot be are refused, the same over both transports', async () => {
    const wrong = [
      [{ url: 'http://hooks.example.com/' }, 'url'],
      [{ url: 'ftp://hooks.example.com/' }, 'url'],
      [{ url: 'https://user:password@hooks.example.com/' }, 'url'],
      ...['localhost:3001', 'a.localhost.', '127.1', '10.0.0.7', '169.254.169.254', '[::1]', '[::ffff:10.0.0.7]'].map(
        (host): [object, string] => [{ url: `https://${host}/latchkey` }, 'url'],
      ),
      [{ url: 'x' }, 'url'],
      [{ format: 'set' }, 'audience'],
      [{ format: 'logout_token', audience: 'shop', events: ['session.began'] }, 'events'],
      [{ events: ['session.flew'] }, 'events'],
    ] as const;
    for (const [input, field] of wrong) {
      const overRest = await ask(app, key, 'POST', '/webhooks', { url, ...input });
      expect([overRest.statusCode, Object.keys(overRest.json().fields)], field).toEqual([422, [field]]);
      const overTrpc = await askTrpc(app, key, 'serviceWebhook.create', { url, ...input });
      expect([overTrpc.statusCode, Object.keys(overTrpc.json().error.data.fields)]).toEqual([422, [field]]);
    }
    const { id } = await create();
    const moved = await ask(app, key, 'POST', `/webhooks/${id}`, { url: 'http://hooks.example.com/' });
    expect(moved.json()).toMatchObject({ error_code: 'validation_failed' });
    for (const [method, path] of [
      ['POST', '/webhooks/999999'],
      ['DELETE', '/webhooks/999999'],
      ['DELETE', '/webhooks/x'],
      ['GET', '/webhooks/9999/deliveries'],
    ] as const) {
      const answer = await ask(app, key, method, path, method === 'POST' ? {} : undefined);
      expect([answer.statusCode, answer.json().error_code]).toEqual([404, 'endpoint_not_found']);
    }
  });

  it('have no secret that signs tokens, and are twenty at most', async () => {
    expect((await create({ format: 'set', audience: 'shop' })).secret).toBeNull();
    while ((await list()).length < 20) await create();
    const answer = await ask(app, key, 'POST', '/webhooks', { url });
    expect([answer.statusCode, answer.json().error_code]).toEqual([409, 'too_many_endpoints']);
    for (const { id } of await list()) await ask(app, key, 'DELETE', `/webhooks/${id}`);
  });

  it('have a log, from which an event is sent again', async () => {
    const { id } = await create({ events: ['session.began'] });
    const { webhookStores } = app.services;
    for (let times = 0; times < 3; times += 1) await app.signUp();
    const now = new Date();
    while ((await webhookStores.feed.publish(now, 100)) > 0);
    const log = async (query = '') => (await ask(app, key, 'GET', `/webhooks/${id}/deliveries${query}`)).json();
    const first = await log('?limit=2');
    expect(first.deliveries).toMatchObject([{ state: 'waiting', tries: 0 }, { state: 'waiting' }]);
    expect((await log(`?before=${first.next}`)).deliveries).toHaveLength(1);
    const [newest] = first.deliveries;
    const resend = (delivery: number) => ask(app, key, 'POST', `/webhook-deliveries/${delivery}/resend`, {});
    expect((await resend(newest.id)).json().error_code).toBe('delivery_not_found');
    const claimed = await webhookStores.deliveries.claim(id, { now, until: now, limit: 10 });
    await webhookStores.deliveries.settle(
      id,
      claimed.map((one) => ({ ...one, status: 204 })),
      now,
    );
    expect((await log('?limit=1')).deliveries).toMatchObject([{ state: 'delivered', status: 204, error: null }]);
    const again = await resend(newest.id);
    expect([again.statusCode, (await log('?limit=1')).deliveries[0]]).toMatchObject([
      201,
      { id: again.json().id, event_id: newest.event_id, state: 'waiting' },
    ]);
  });
});
