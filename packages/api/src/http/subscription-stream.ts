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
import { Departures } from './departures.ts';
import { Heartbeat } from './heartbeat.ts';

/** As tRPC has them. `X-Accel-Buffering` keeps nginx from holding events back. */
const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
  vary: 'trpc-accept, accept',
} as const;

/** Why a stream is aborted. One for all: to make an error for each costs more than all else about its end. */
const left = new Error('The client has left');

/** A client that has taken nothing for so many intervals of the ping has left without saying so. */
const mostStalls = 10;

/** One request for a subscription. */
export interface SubscriptionCall {
  readonly path: string;
  readonly procedure: AnyProcedure;
  readonly createContext: () => object;
  /** Told of each error before it is sent. Where the stream has not begun, it may set headers. */
  readonly onError: (error: TRPCError) => void;
}

/**
 * Serves a router's subscriptions as server-sent events, in the very format of tRPC's own adapter, which
 * `httpSubscriptionLink` reads (`test/subscription-stream.test.ts` holds one against the other). tRPC's adapter goes through
 * six web streams and some sixty kilobytes for each; this one writes to the response, and makes the text of an event once
 * for all streams that are given the same object.
 */
export class SubscriptionStreams {
  readonly #router: AnyRouter;
  readonly #config: AnyRouter['_def']['_config'];
  readonly #heartbeat: Heartbeat;
  readonly #departures = new Departures();
  readonly #connected: string;
  readonly #texts = new WeakMap<object, string>();

  constructor(router: AnyRouter) {
    this.#router = router;
    // oxlint-disable-next-line no-underscore-dangle -- tRPC named it so.
    this.#config = router._def._config;
    const { ping, client } = this.#config.sse ?? {};
    this.#heartbeat = new Heartbeat(ping?.intervalMs ?? 1_000);
    this.#connected = eventText({ event: 'connected', data: JSON.stringify(client ?? {}) });
  }

  /** The subscription that a request asks for, or null where it asks for something else or in a way that tRPC refuses. */
  procedureFor({ method, query }: Pick<FastifyRequest, 'method' | 'query'>, path: string): AnyProcedure | null {
    const isBatch = typeof query === 'object' && query !== null && 'batch' in query;
    if (method !== 'GET' || isBatch) return null;
    const procedures = Object.entries<AnyProcedure>(this.#router._def.procedures);
    const procedure = procedures.find(([name]) => name === path)?.[1];
    return procedure?._def.type === 'subscription' ? procedure : null;
  }

  /** Answers with a stream, for as long as the subscription or the client goes on. Resolves when it has begun. */
  async answer(request: FastifyRequest, reply: FastifyReply, call: SubscriptionCall): Promise<void> {
    const { raw } = reply;
    const leaving = new AbortController();
    raw.once('close', () => this.#departures.add(() => leaving.abort(left)));
    const { path, procedure } = call;
    const shapeOf = (cause: unknown) => this.#shape(getTRPCErrorFromUnknown(cause), call);
    let events: AsyncIterable<unknown>;
    try {
      const data: unknown = await procedure({
        path,
        getRawInput: () => Promise.resolve(inputOf(request)),
        ctx: call.createContext(),
        type: 'subscription',
        signal: leaving.signal,
        batchIndex: 0,
      });
      if (!isAsyncIterable(data)) throw new TypeError(`${path} gives no async iterable`);
      events = data;
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      const shape = shapeOf(error);
      // A refusal for want of room is an answer of its own, so that clients and proxies see it. All others are events, as tRPC
      // sends them, because a page's `EventSource` reads nothing of an answer that is no stream.
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
    const remove = this.#heartbeat.add({
      beat() {
        if (raw.destroyed) return;
        stalls = raw.writableNeedDrain ? stalls + 1 : 0;
        if (stalls >= mostStalls) raw.destroy();
        else if (stalls === 0) raw.write(ping);
      },
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
  // A client may leave in the midst of a write. That it is gone shows in `close`.
  raw.on('error', () => {});
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...headers })) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.write(connected);
}

/** What the client sent as input, and after which event it goes on, as tRPC puts them together. */
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
