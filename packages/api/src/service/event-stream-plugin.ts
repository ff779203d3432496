import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Latchkey } from '@latchkey/sessions/latchkey';
import type { OutgoingEvent } from '@latchkey/sessions/webhooks/outgoing-event';
import { outgoingEventView } from '@latchkey/sessions/webhooks/outgoing-event-view';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import type { Cookies } from '../credentials/cookie.ts';
import { eventsPath, mostStreams, mostStreamsOfKey, needPosition } from './service-event-router.ts';
import { type ServiceContext, keyOf, ownerOf, serviceContext } from './service-context.ts';

const scope = 'events:read';

/** Events in one read at most, so that a slow client has no more than these in memory. */
const batch = 100;

/** The interval of the queries for new events, in milliseconds. All streams of an instance share one query. */
const pollInterval = 250;

/** A stream without an event for this time, in milliseconds, gets a comment, which shows that it is alive. */
const pingInterval = 15_000;

/** A client that reads nothing for this time, in milliseconds, is disconnected. */
const defaultStallTimeout = 60_000;

const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
} as const;

export interface EventStreamOptions {
  readonly services: Latchkey;
  readonly cookies: Cookies;
  /** In milliseconds. `defaultStallTimeout` without it. */
  readonly stallTimeout?: number;
}

/**
 * Answers requests for events with a stream where the client accepts one, before the route answers with a page. Register it
 * in the scope of the REST routes.
 */
export function addEventStreams(app: FastifyInstance, options: EventStreamOptions): void {
  const { services, cookies, stallTimeout = defaultStallTimeout } = options;
  const streams = new EventStreams(services, stallTimeout);
  app.addHook('onRequest', async (request, reply) => {
    // With the base path, and a slash at its end, if there are any.
    const isForEvents = request.method === 'GET' && request.routeOptions.url?.replace(/\/$/, '').endsWith(eventsPath);
    if (!isForEvents || !request.headers.accept?.includes('text/event-stream')) return;
    await streams.answer(serviceContext(services, cookies, request), request, reply);
  });
  app.addHook('preClose', () => streams.close());
}

/** The open streams of an instance. */
class EventStreams {
  readonly #services: Latchkey;
  readonly #stallTimeout: number;
  readonly #open = new Map<ServerResponse, string>();
  #poll: { readonly last: Promise<number>; readonly until: number } | null = null;

  constructor(services: Latchkey, stallTimeout: number) {
    this.#services = services;
    this.#stallTimeout = stallTimeout;
  }

  /** @throws {ApiError} where the key, its scope, the position or the number of streams does not allow it. */
  async answer(context: ServiceContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { key } = await keyOf(context);
    if (!key.scopes.includes(scope)) throw new ApiError('service_scope_missing', { fields: { scope } });
    const given = positionOf(request);
    const { feed } = this.#services.webhookStores;
    if (given !== null) await needPosition(feed, given);
    const start = given ?? (await feed.lastPosition());
    const owner = ownerOf(key);
    const ofKey = [...this.#open.values()].filter((other) => other === owner).length;
    if (ofKey >= mostStreamsOfKey || this.#open.size >= mostStreams) throw new ApiError('too_many_event_streams');
    const { raw } = reply;
    // The client has left meanwhile: its stream would never close.
    if (raw.closed) return void reply.hijack();
    this.#open.set(raw, owner);
    raw.once('close', () => this.#open.delete(raw));
    reply.hijack();
    // A client may disconnect during a write. `close` handles that.
    raw.on('error', () => {});
    raw.writeHead(200, { ...definedHeaders(reply), ...streamHeaders });
    void this.#pump(raw, context.bearer ?? '', start)
      .catch((error: unknown) => request.log.warn({ err: error }, 'a stream of events failed'))
      .finally(() => raw.end());
  }

  /** Ends every stream. Clients connect to another instance, and go on there. */
  close(): void {
    for (const raw of this.#open.keys()) raw.end();
  }

  async #pump(raw: ServerResponse, bearer: string, start: number): Promise<void> {
    let after = start;
    let quietSince = performance.now();
    raw.write(`retry: 1000\nid: ${after}\n\n`);
    while (!raw.writableEnded && !raw.closed) {
      const resolved = await this.#services.serviceKeys.resolve(bearer);
      if (!resolved?.key.scopes.includes(scope)) return;
      const events = (await this.#last()) > after ? await this.#services.webhookStores.feed.read(after, batch) : [];
      after = events.at(-1)?.position ?? after;
      const isQuiet = events.length === 0;
      const text =
        isQuiet && performance.now() - quietSince > pingInterval ? ': ping\n\n' : events.map(textOf).join('');
      if (text !== '') {
        quietSince = performance.now();
        if (!raw.write(text) && !(await drained(raw, this.#stallTimeout))) return;
      }
      if (isQuiet) await pause(raw);
    }
  }

  /** The position of the last event, at most `pollInterval` old. */
  #last(): Promise<number> {
    const now = performance.now();
    if (this.#poll === null || this.#poll.until <= now) {
      this.#poll = { last: this.#services.webhookStores.feed.lastPosition(), until: now + pollInterval };
    }
    return this.#poll.last;
  }
}

/** Where a stream begins, or null for now. */
function positionOf({ headers, query }: FastifyRequest): number | null {
  const inQuery: unknown = typeof query === 'object' && query !== null && 'after' in query ? query.after : undefined;
  const text = headers['last-event-id'] ?? inQuery;
  if (text === undefined || text === '') return null;
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) {
    throw new ApiError('validation_failed', { fields: { after: 'Must be a number' } });
  }
  return Number(text);
}

function definedHeaders(reply: FastifyReply): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const textOf = (event: OutgoingEvent): string => {
  const view = outgoingEventView(event);
  return `id: ${event.position}\nevent: ${view.type}\ndata: ${JSON.stringify(view)}\n\n`;
};

/** Waits until a client has read what was written. False where it has left, or has read nothing until the timeout. */
async function drained(raw: ServerResponse, stallTimeout: number): Promise<boolean> {
  const done = new AbortController();
  const { signal } = done;
  const timer = setTimeout(() => raw.destroy(), stallTimeout);
  await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })]);
  clearTimeout(timer);
  done.abort();
  return !raw.closed;
}

/** Waits for `pollInterval`, or until the client leaves. */
function pause(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      raw.off('close', finish);
      resolve();
    };
    const timer = setTimeout(finish, pollInterval);
    raw.once('close', finish);
  });
}
