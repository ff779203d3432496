import { randomUUID } from 'node:crypto';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import Fastify from 'fastify';
import { latchkeyApi } from '../../src/http/api-plugin.ts';
import { ask } from './service.ts';
import { type TestApp, trpc } from '../testing/test-app.ts';

/** The browser or program of a request, as an application passes it on. */
export const client = { ip: '203.0.113.9', headers: { 'user-agent': 'shop/1.0' } };

/** The settings of an application whose page sends users elsewhere for a step-up. */
export const applicationWithStepUp = { accounts: 'both', application: { stepUpUrl: '/confirm' } } as const;

/**
 * Everything that a route of the service API can name: a user with a session of a program, a request for a step-up in it, an
 * endpoint of events and a finished delivery to it. Replaces the endpoints of former scenes, because only twenty may exist.
 */
export async function serviceScene(app: TestApp, key: string) {
  const endpoint = await newEndpoint(app, key);
  const subject = `user-${randomUUID()}`;
  const begun = await ask(app, key, 'POST', '/sessions', { subject, methods: ['pwd'], kind: 'program', client });
  const { session_id: id, session_token: token }: { session_id: number; session_token: string } = begun.json();
  const asked = await trpc(app, 'mutation', 'auth.requestStepUp', token, { purpose: 'continue' });
  const { url }: { url: string } = asked.json().result.data;
  const [, request = ''] = url.split('request=');
  return {
    subject,
    id,
    token,
    request,
    endpoint,
    delivery: await finishedDelivery(app, endpoint),
    other: randomUUID(),
  };
}
export type ServiceScene = Awaited<ReturnType<typeof serviceScene>>;

async function newEndpoint(app: TestApp, key: string): Promise<number> {
  // Earlier events are published first, so that the endpoint does not receive them.
  await publish(app);
  const listed: { endpoints: { id: number }[] } = (await ask(app, key, 'GET', '/webhooks')).json();
  for (const { id } of listed.endpoints) await ask(app, key, 'DELETE', `/webhooks/${id}`);
  const created = await ask(app, key, 'POST', '/webhooks', { url: 'https://hooks.example.com/' });
  const { id }: { id: number } = created.json();
  return id;
}

/** Publishes all events, and writes down that the first one has arrived at an endpoint. */
async function finishedDelivery(app: TestApp, endpoint: number): Promise<number> {
  await publish(app);
  const { deliveries } = app.services.webhookStores;
  const now = new Date();
  const [first] = await deliveries.claim(endpoint, { now, until: now, limit: 1 });
  if (!first) throw new Error('The beginning of the session should be due');
  await deliveries.settle(endpoint, [{ ...first, status: 204 }], now);
  return first.id;
}

async function publish({ services }: TestApp): Promise<void> {
  while ((await services.webhookStores.feed.publish(new Date(), 100)) > 0);
}

export type ServiceInput = Readonly<Record<string, unknown>>;

const ofUser = ({ subject }: ServiceScene) => ({ subject });
const ofToken = ({ token }: ServiceScene) => ({ token });
const ofEndpoint = ({ endpoint }: ServiceScene) => ({ id: endpoint });

/** An input that each procedure of the service API accepts, by its name. Tests fail while a procedure has none. */
export const acceptedInputs: Readonly<Record<string, (of: ServiceScene) => ServiceInput>> = {
  'serviceSession.begin': ({ subject }) => ({ subject, methods: ['pwd'], kind: 'program', client }),
  'serviceSession.confirm': ({ token, subject, request }) => ({ token, subject, methods: ['otp'], request }),
  'serviceSession.readStepUp': ({ token, request }) => ({ token, request }),
  'serviceSession.introspect': ofToken,
  'serviceSession.logout': ofToken,
  'serviceUser.sessions': ofUser,
  'serviceUser.endSession': ({ subject, id }) => ({ subject, id }),
  'serviceUser.endSessions': ofUser,
  'serviceUser.save': ({ subject }) => ({ subject, email: `${subject}@example.org`, maxBrowsers: 2 }),
  'serviceUser.disable': ofUser,
  'serviceUser.enable': ofUser,
  'serviceUser.remove': ofUser,
  'serviceUser.recordFailure': ({ subject }) => ({ subject, client }),
  'serviceEvent.list': () => ({ after: 0, limit: 2 }),
  'serviceWebhook.create': () => ({ url: 'https://hooks.example.com/', format: 'set', audience: 'shop' }),
  'serviceWebhook.list': () => ({}),
  'serviceWebhook.change': ({ endpoint }) => ({ id: endpoint, url: 'https://moved.example.com/', rotateSecret: true }),
  'serviceWebhook.remove': ofEndpoint,
  'serviceWebhook.deliveries': ({ endpoint, delivery }) => ({ id: endpoint, before: delivery + 1, limit: 1 }),
  'serviceWebhook.resend': ({ delivery }) => ({ id: delivery }),
};

/** The method and the path of every route that an instance serves below `/api`, as Fastify has registered them. */
export async function servedRoutes(services: Latchkey): Promise<string[]> {
  const routes = new Set<string>();
  const http = Fastify({ exposeHeadRoutes: false });
  http.addHook('onRoute', ({ method, url }) => {
    const path = url.replace(/\/$/, '').replaceAll(/:(\w+)/g, '{$1}');
    for (const each of [method].flat()) routes.add(`${each} ${path}`);
  });
  http.register(latchkeyApi, { services, publicUrl: new URL('http://localhost:3000') });
  await http.ready();
  await http.close();
  return [...routes].toSorted();
}
