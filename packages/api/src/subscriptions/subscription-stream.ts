import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import {
  type AnyProcedure,
  type AnyRouter,
  TRPCError,
  getErrorShape,
  getTRPCErrorFromUnknown,
  isTrackedEnvelope,
} from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RouterConfig, configOf, subscriptionAt } from '../rest/procedure-run.ts';
import { ClosingQueue } from './closing-queue.ts';
import { Heartbeat } from './heartbeat.ts';

/** The headers of tRPC's own adapter. `X-Accel-Buffering` makes nginx pass events on at once. */
const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
  vary: 'trpc-accept, accept',
} as const;

/** The reason of every abort. One object for all streams, because an error with a stack costs more than closing one. */
const disconnected = new Error('The client has left');

/** A client that has read nothing during this number of pings counts as disconnected. */
const mostStalls = 10;

/** One request for a subscription. */
export interface SubscriptionCall {
  readonly path: string;
  readonly procedure: AnyProcedure;
  readonly createContext: () => object;
  /** Called with each error before it is sent. Before the stream has begun, it may set headers. */
  readonly onError: (error: TRPCError) => void;
}

/**
 * Serves a router's subscriptions as server-sent events, in the format of tRPC's own adapter, which `httpSubscriptionLink`
 * reads (`subscription-stream.test.ts` compares the two). tRPC's adapter needs six web streams and some sixty kilobytes for
 * each stream. This one writes to the response, and serializes an event once for all streams that yield the same object.
 */
export class SubscriptionStreams {
  readonly #router: AnyRouter;
  readonly #config: RouterConfig;
  readonly #heartbeat: Heartbeat;
  readonly #closing = new ClosingQueue();
  readonly #connected: string;
  readonly #texts = new WeakMap<object, string>();

  constructor(router: AnyRouter) {
    this.#router = router;
    this.#config = configOf(router);
    const { ping, client } = this.#config.sse ?? {};
    this.#heartbeat = new Heartbeat(ping?.intervalMs ?? 1_000);
    this.#connected = eventText({ event: 'connected', data: JSON.stringify(client ?? {}) });
  }

  /** The subscription that a request calls, or null for any other request, which tRPC's own adapter answers. */
  procedureFor({ method, query }: Pick<FastifyRequest, 'method' | 'query'>, path: string): AnyProcedure | null {
    const isBatch = typeof query === 'object' && query !== null && 'batch' in query;
    if (method !== 'GET' || isBatch) return null;
    return subscriptionAt(this.#router, path);
  }

  /** Answers with a stream that lasts until the subscription ends or the client disconnects. Resolves when it has begun. */
  async answer(request: FastifyRequest, reply: FastifyReply, call: SubscriptionCall): Promise<void> {
    const { raw } = reply;
    const controller = new AbortController();
    raw.once('close', () => this.#closing.add(() => controller.abort(disconnected)));
    const { path, procedure } = call;
    const shapeOf = (cause: unknown) => this.#shape(getTRPCErrorFromUnknown(cause), call);
    let events: AsyncIterable<unknown>;
    try {
      const data: unknown = await procedure({
        path,
        getRawInput: () => Promise.resolve(inputOf(request)),
        ctx: call.createContext(),
        type: 'subscription',
        signal: controller.signal,
        batchIndex: 0,
      });
      if (!isAsyncIterable(data)) throw new TypeError(`${path} gives no async iterable`);
      events = data;
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      const shape = shapeOf(error);
      // `too_many_streams` has its own status, so that proxies see it. All other errors are events, as tRPC sends them, because
      // the page's `EventSource` cannot read an answer that is no stream.
      if (getHTTPStatusCodeFromError(error) === 429) {
        await reply.status(429).send({ error: shape });
        return;
      }
      begin(reply, this.#connected);
      raw.end(eventText({ event: 'serialized-error', data: JSON.stringify(shape) }));
      return;
    }
    begin(reply, this.#connected);
    void this.#pump(raw, events, shapeOf);
  }

  #shape(error: TRPCError, { path, onError }: SubscriptionCall): unknown {
    onError(error);
    const config = this.#config;
    const shape: unknown = getErrorShape({
      config,
      error,
      type: 'subscription',
      path,
      input: undefined,
      ctx: undefined,
    });
    return shape;
  }

  async #pump(
    raw: ServerResponse,
    events: AsyncIterable<unknown>,
    shapeOf: (cause: unknown) => unknown,
  ): Promise<void> {
    let stalls = 0;
    const remove = this.#heartbeat.add(() => {
      if (raw.destroyed) return;
      stalls = raw.writableNeedDrain ? stalls + 1 : 0;
      if (stalls >= mostStalls) raw.destroy();
      else if (stalls === 0) raw.write(ping);
    });
    try {
      for await (const value of events) {
        if (raw.destroyed) return;
        if (!raw.write(this.#text(value))) await drained(raw);
      }
      if (!raw.destroyed) raw.end(returned);
    } catch (cause) {
      if (!raw.destroyed) raw.end(eventText({ event: 'serialized-error', data: JSON.stringify(shapeOf(cause)) }));
    } finally {
      remove();
    }
  }

  #text(value: unknown): string {
    if (typeof value !== 'object' || value === null) return this.#serialized(value);
    let text = this.#texts.get(value);
    if (text === undefined) this.#texts.set(value, (text = this.#serialized(value)));
    return text;
  }

  #serialized(value: unknown): string {
    const { output } = this.#config.transformer;
    if (isTrackedEnvelope(value)) return eventText({ data: JSON.stringify(output.serialize(value[1])), id: value[0] });
    return eventText({ data: JSON.stringify(output.serialize(value)) });
  }
}

function begin(reply: FastifyReply, connected: string): void {
  reply.hijack();
  const { raw } = reply;
  // A client may disconnect during a write. `close` handles that.
  raw.on('error', () => {});
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...headers })) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.write(connected);
}

/** The input of the request with the id of the last event that the client received, combined as tRPC does it. */
function inputOf({ query, headers: { 'last-event-id': header } }: FastifyRequest): unknown {
  const given = new Map(typeof query === 'object' && query !== null ? Object.entries(query) : []);
  const text: unknown = given.get('input');
  let input: unknown;
  try {
    input = typeof text === 'string' && text !== '' ? JSON.parse(text) : undefined;
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
  const lastEventId: unknown = header ?? given.get('lastEventId') ?? given.get('Last-Event-Id');
  if (typeof lastEventId !== 'string' || lastEventId === '') return input;
  if (typeof input === 'object' && input !== null) return { ...input, lastEventId };
  return input ?? { lastEventId };
}

interface EventFields {
  readonly event?: string;
  readonly data: string;
  readonly id?: string;
}

/** An event as tRPC puts it on the wire (HTML, 9.2.6). */
function eventText({ event, data, id }: EventFields): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n${id === undefined ? '' : `id: ${id}\n`}\n\n`;
}

const ping = eventText({ event: 'ping', data: '' });
const returned = eventText({ event: 'return', data: '' });

async function drained(raw: ServerResponse): Promise<void> {
  const done = new AbortController();
  const { signal } = done;
  await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })]);
  done.abort();
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
