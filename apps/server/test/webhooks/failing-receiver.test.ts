import type { ServerResponse } from 'node:http';
import { createServiceKey } from '@latchkey/sessions/applications/service-key';
import { hasServer } from '@latchkey/db/testing/place';
import { waitFor } from '@latchkey/testing/wait-for';
import { describe, expect, it } from 'vitest';
import { type Received, Receiver } from './receiver.ts';
import { startWebhookServer } from './webhook-server.ts';

/** Longer than a request may take before the server gives it up. */
const soon = { timeout: 60_000, interval: 100 };

interface Event {
  readonly data: { readonly event_id: string; readonly sub: string; readonly position: number };
}
const eventIn = ({ body }: Received): Event => JSON.parse(body);

interface Delivery {
  readonly event_id: string;
  readonly state: string;
  readonly tries: number;
  readonly status: number | null;
  readonly error: string | null;
}

const users = ['ada', 'bob', 'cem'].map((name) => ({ email: `${name}@example.com`, password: 'correct horse' }));
/** The user of the first sign-up. */
const slowest = 'latchkey:1';

/** A server whose users come and go, and its service API. */
async function start() {
  const key = createServiceKey();
  const server = await startWebhookServer({ ACCOUNTS: 'both', SERVICE_KEYS: `shop ${key}`, RATE_LIMITS: 'off' });
  const { client } = server;
  const get = async (path: string) => (await client.ask(`v1/service/${path}`, key)).text();
  return Object.assign(server, {
    async signUpAll() {
      for (const user of users) expect((await client.signUp(user)).status).toBe(201);
    },
    /** A session of each user begins and ends. */
    async comeAndGo() {
      for (const user of users) {
        const { token } = await client.signIn(user);
        const path = 'v1/user/myself/session/logoutCurrentSession';
        expect((await client.ask(path, token, 'POST', { session_token: token })).status).toBe(200);
      }
    },
    async deliveries(): Promise<Delivery[]> {
      const page: { deliveries: Delivery[] } = JSON.parse(await get('webhooks/1/deliveries?limit=100'));
      return page.deliveries;
    },
    async events(): Promise<Event[]> {
      const page: { events: Event[] } = JSON.parse(await get('events?limit=100'));
      return page.events;
    },
  });
}

/** A receiver that keeps the ids of the events that it has taken. */
class KeepingReceiver extends Receiver {
  readonly taken = new Set<string>();

  constructor() {
    super();
    this.answer = (received, response) => this.take(received, response);
  }

  take(received: Received, response: ServerResponse): void {
    this.taken.add(eventIn(received).data.event_id);
    response.writeHead(204).end();
  }

  /** Waits until it has taken all of these events. */
  async takes(events: readonly Event[]): Promise<void> {
    await waitFor(() => expect(this.missing(events)).toEqual([]), soon);
  }

  missing(events: readonly Event[]): string[] {
    return events.map(({ data }) => data.event_id).filter((id) => !this.taken.has(id));
  }
}

// The admin command needs a server while another process serves the database.
describe.skipIf(!hasServer)('a receiver that', { timeout: 300_000 }, () => {
  it('fails, redirects, hangs, is late and moves gets every event, those of each user in order', async () => {
    await using app = await start();
    await using receiver = new KeepingReceiver();
    await using moved = new KeepingReceiver();
    const url = await receiver.listen();
    expect(app.run('create', url).status).toBe(0);
    await app.signUpAll();
    await waitFor(() => expect(receiver.taken.size).toBe(users.length), soon);

    /** Waits until the log shows how one delivery for each user has failed. Later ones wait for these. */
    const allFailed = (failure: Partial<Delivery>) =>
      waitFor(async () => {
        const failed = (await app.deliveries()).filter(({ error }) => error !== null);
        expect(failed).toMatchObject(users.map(() => ({ state: 'waiting', ...failure })));
      }, soon);
    const failWith = async (answer: Receiver['answer'], failure: Partial<Delivery>) => {
      receiver.answer = answer;
      await app.comeAndGo();
      expect(app.run('resume', '1').status).toBe(0);
      await allFailed(failure);
    };
    await failWith((_received, response) => response.writeHead(500).end('no'), { status: 500, error: 'status' });
    const elsewhere = { location: `${url}/elsewhere` };
    await failWith((_received, response) => response.writeHead(307, elsewhere).end(), {
      status: 307,
      error: 'redirect',
    });
    await failWith((_received, response) => response.destroy(), { status: null, error: 'closed' });
    await failWith(() => {}, { status: null, error: 'timeout' });
    expect(receiver.received.map(({ path }) => path)).not.toContain('/events/elsewhere');

    // One user's request is answered late: the events of the others do not wait for it.
    const late: (() => void)[] = [];
    receiver.answer = (received, response) => {
      if (eventIn(received).data.sub === slowest) late.push(() => receiver.take(received, response));
      else receiver.take(received, response);
    };
    expect(app.run('resume', '1').status).toBe(0);
    const before = await app.events();
    expect(before).toHaveLength(users.length * 9);
    await receiver.takes(before.filter(({ data }) => data.sub !== slowest));
    await waitFor(() => expect(late.length).toBeGreaterThan(0), soon);
    expect(receiver.missing(before)).toHaveLength(8);
    receiver.answer = (received, response) => receiver.take(received, response);
    for (const answer of late) answer();
    await receiver.takes(before);

    // It moves while events wait for it.
    await receiver[Symbol.asyncDispose]();
    await app.comeAndGo();
    await allFailed({ status: null, error: 'refused' });
    expect(app.run('move', '1', await moved.listen()).status).toBe(0);
    const events = await app.events();
    await moved.takes(events.slice(before.length));

    for (const user of new Set(events.map(({ data }) => data.sub))) {
      const requests = [...receiver.received, ...moved.received].map(eventIn).filter(({ data }) => data.sub === user);
      const positions = requests.map(({ data }) => data.position);
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
    }
    await waitFor(async () => {
      const states = (await app.deliveries()).map(({ state, error }) => [state, error]);
      expect(states).toEqual(events.map(() => ['delivered', null]));
    }, soon);
    const log = app.run('log', '1', '--limit', '100').stdout;
    expect(log.match(/ delivered +\d+ .+ 204 +-$/gm)).toHaveLength(events.length);
    // The event that failed in four ways arrived at the fifth try or later: one of each user.
    expect(log.match(/ session\.began +delivered +(?:[5-9]|\d\d) /gm)).toHaveLength(users.length);
  });
});
