import { setTimeout as sleep } from 'node:timers/promises';
import { connectTo, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { createServiceKey } from '@latchkey/sessions/applications/service-key';
import { createWebhookSecret } from '@latchkey/sessions/webhooks/endpoint';
import { outgoingKinds } from '@latchkey/sessions/webhooks/outgoing-event';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { startProcess } from '../../test/server-process.ts';
import { Receiver } from '../../test/webhooks/receiver.ts';
import { SessionLoad } from './session-load.ts';

const kills = Number(process.env.KILLS ?? 100);

/** In milliseconds: how long a process works before it is killed, at random. */
const shortestLife = 200;
const longestLife = 1_500;

/** Longer than a lease and the pause after a failed try. */
const patience = { timeout: 180_000, interval: 500 };

/** One request in 20 is answered with an error, and one in 200 not at all. */
const failsOneIn = 20;
const hangsOneIn = 200;

test(`every committed event arrives at least once, and in order for each user, through ${kills} SIGKILLs`, async () => {
  const place = await temporaryServerDatabase();
  const database = await connectTo(place.location.url);
  const serviceKey = createServiceKey();
  const settings = {
    DATABASE_URL: place.location.url,
    WEBHOOKS_TO_PRIVATE_NETWORKS: 'on',
    ACCOUNTS: 'host',
    SERVICE_KEYS: `soak ${serviceKey}`,
    LOG_LEVEL: 'error',
  };
  const secret = createWebhookSecret();
  const webhook = new Webhook(secret);
  /** The ids of the events of each user in the order in which they arrived for the first time. */
  const arrived = new Map<string, Set<number>>();
  let requests = 0;
  await using receiver = new Receiver(({ headers, body }, response) => {
    requests += 1;
    if (requests % hangsOneIn === 0) return;
    if (requests % failsOneIn === 0) {
      response.writeHead(500).end();
      return;
    }
    webhook.verify(body, {
      'webhook-id': String(headers['webhook-id']),
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    });
    const event: { data: { sub: string; event_id: string } } = JSON.parse(body);
    const ids = arrived.get(event.data.sub) ?? new Set();
    arrived.set(event.data.sub, ids.add(Number(event.data.event_id.slice('evt_'.length))));
    response.writeHead(204).end();
  });
  const url = await receiver.listen();
  const load = new SessionLoad(serviceKey);

  for (let kill = 0; kill < kills; kill += 1) {
    const server = startProcess(settings);
    const origin = await server.ready;
    if (kill === 0) {
      await database.query(
        `INSERT INTO webhook_endpoints (url, format, kinds, secret, created_at) VALUES ($1, 'webhook', $2, $3, now())`,
        [url, outgoingKinds, secret],
      );
    }
    const work = load.run(origin);
    await sleep(shortestLife + Math.random() * (longestLife - shortestLife));
    server.child.kill('SIGKILL');
    await server.ended;
    await work;
  }

  const server = startProcess(settings);
  await server.ready;
  await expect
    .poll(async () => {
      const { rows } = await database.query<{ waiting: string }>(
        `SELECT (SELECT count(*) FROM session_events WHERE position IS NULL)
          + (SELECT count(*) FROM webhook_deliveries WHERE due_at IS NOT NULL) AS waiting`,
      );
      return Number(rows[0]?.waiting);
    }, patience)
    .toBe(0);
  const { rows } = await database.query<{ id: string; subject: string }>(
    'SELECT session_events.id, subject FROM session_events JOIN users ON users.id = user_id ORDER BY session_events.id',
  );
  expect(rows.length).toBeGreaterThan(kills);
  expect(rows.length).toBeGreaterThanOrEqual(load.answered);
  const committed = new Map<string, number[]>();
  for (const { id, subject } of rows) committed.set(subject, [...(committed.get(subject) ?? []), Number(id)]);
  const firstArrivals = new Map(Array.from(arrived, ([subject, ids]) => [subject, [...ids]]));
  expect(firstArrivals).toEqual(committed);
  console.log(`${kills} kills, ${rows.length} events, ${requests} requests`);
  server.child.kill('SIGTERM');
  await server.ended;
  await database.end();
  await place.remove();
});
