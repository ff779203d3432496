import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, get } from 'node:http';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { TRPCError, initTRPC, tracked } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SubscriptionStreams } from '../../src/subscriptions/subscription-stream.ts';
import { TestEventSource } from './event-source.ts';

/** In milliseconds: short, so that a test sees one. */
const pingEvery = 100;

const t = initTRPC.create({
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: pingEvery }, client: { reconnectAfterInactivityMs: 3 * pingEvery } },
});

/** How many subscriptions are open. */
let open = 0;

/** Waits until the client has left. */
const left = (signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));

const shared = { text: 'line one\nline two', at: new Date(0), nothing: undefined };

const router = t.router({
  /** Values of every kind, and an end. */
  values: t.procedure.subscription(async function* () {
    yield shared;
    yield shared;
    yield 'text';
    yield null;
    yield [1, 2];
    yield tracked('seven', { number: 7 });
  }),
  endless: t.procedure.subscription(async function* ({ signal }) {
    open += 1;
    try {
      yield 'first';
      await left(signal);
    } finally {
      open -= 1;
    }
  }),
  echo: t.procedure
    .input(z.object({ text: z.string(), lastEventId: z.string().nullish() }))
    .subscription(async function* ({ input }) {
      yield input;
    }),
  breaks: t.procedure.subscription(async function* () {
    yield 'first';
    throw new TRPCError({ code: 'FORBIDDEN', message: 'No more' });
  }),
  refused: t.procedure.subscription((): AsyncIterable<string> => {
    throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Not you' });
  }),
  crowded: t.procedure.subscription((): AsyncIterable<string> => {
    throw new TRPCError({ code: 'TOO_MANY_REQUESTS', message: 'Too many' });
  }),
  /** More than any buffer takes at once. */
  flood: t.procedure.subscription(async function* () {
    open += 1;
    try {
      for (let count = 0; count < 1_000; count += 1) yield 'x'.repeat(100_000);
    } finally {
      open -= 1;
    }
  }),
  query: t.procedure.query(() => 'answer'),
});

const app = Fastify();
const streams = new SubscriptionStreams(router);
const errors: string[] = [];
let origin: string;

beforeAll(async () => {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-request-id', '1').header('cache-control', 'no-store');
    done();
  });
  app.get<{ Params: { path: string } }>('/ours/:path', async (request, reply) => {
    const { path } = request.params;
    const procedure = streams.procedureFor(request, path);
    if (!procedure) return reply.status(404).send();
    const onError = ({ code }: TRPCError) => void errors.push(code);
    await streams.answer(request, reply, { path, procedure, createContext: () => ({}), onError });
    return undefined;
  });
  app.get<{ Params: { path: string } }>('/theirs/:path', (request, reply) =>
    fastifyRequestHandler({ router, req: request, res: reply, path: request.params.path, createContext: () => ({}) }),
  );
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** Everything that an adapter answers, until it ends. */
async function whole(side: 'ours' | 'theirs', path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${origin}/${side}/${path}`, { headers });
  const { date, 'keep-alive': _keepAlive, ...rest } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers: rest, body: await answer.text() };
}

describe('a SubscriptionStream and a stream of tRPC’s adapter', () => {
  it.each([
    ['values and an end', 'values'],
    ['an error in the midst', 'breaks'],
    ['a refusal before the first value', 'refused'],
    ['input', `echo?input=${encodeURIComponent('{"text":"ü"}')}`],
    ['input that is not valid', 'echo?input=%7B%7D'],
    ['input that is no JSON', 'echo?input=%7B'],
    ['the last event in the address', `echo?input=${encodeURIComponent('{"text":"x"}')}&lastEventId=seven`],
  ])('are the same to the byte, headers and all: %s', async (_what, path) => {
    const [ours, theirs] = [await whole('ours', path), await whole('theirs', path)];
    expect(ours).toEqual(theirs);
    expect(ours.body).toMatch(/^event: connected\ndata: \{"reconnectAfterInactivityMs":300\}\n\n\n/);
  });

  it('are the same for a client with Last-Event-Id', async () => {
    const path = `echo?input=${encodeURIComponent('{"text":"x"}')}`;
    const headers = { 'last-event-id': 'seven' };
    expect(await whole('ours', path, headers)).toEqual(await whole('theirs', path, headers));
  });

  it('send the same pings', async () => {
    const begun = async (side: 'ours' | 'theirs') => {
      const asking = get(`${origin}/${side}/endless`);
      let text = '';
      for await (const piece of await answered(asking)) {
        text += String(piece);
        if (/ping[^]*ping/.test(text)) break;
      }
      asking.destroy();
      return text;
    };
    const [ours, theirs] = await Promise.all([begun('ours'), begun('theirs')]);
    const events = (text: string) => new Set(text.split('\n\n\n').filter((event) => event !== ''));
    expect(events(ours)).toEqual(events(theirs));
    expect([...events(ours)]).toContain('event: ping\ndata: ');
  });
});

async function answered(asking: ClientRequest): Promise<IncomingMessage> {
  const [answer]: IncomingMessage[] = await once(asking, 'response');
  if (!answer) throw new Error('No answer');
  return answer;
}

describe('tRPC’s own client', () => {
  const client = () =>
    createTRPCClient<typeof router>({
      links: [httpSubscriptionLink({ url: `${origin}/ours`, EventSource: TestEventSource })],
    });

  it('receives each value with its id, and the end of the stream', async () => {
    const got: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      client().values.subscribe(undefined, { onData: (data) => got.push(data), onComplete: resolve, onError: reject });
    });
    const { at, ...plain } = shared;
    const sent = { text: plain.text, at: at.toISOString() };
    expect(got).toEqual([sent, sent, 'text', null, [1, 2], { id: 'seven', data: { number: 7 } }]);
  });

  it.each([
    ['breaks', 'FORBIDDEN', 'No more'],
    ['refused', 'UNAUTHORIZED', 'Not you'],
  ] as const)('reads the error of a stream that %s, with its code', async (path, code, message) => {
    const error = await new Promise<{ message: string; data?: { code: string } | null | undefined }>((resolve) => {
      client()[path].subscribe(undefined, { onError: resolve });
    });
    expect([error.message, error.data?.code]).toEqual([message, code]);
    expect(errors).toContain(code);
  });

  it('receives the error where too many streams are open', async () => {
    const error = await new Promise<{ data?: unknown }>((resolve) => {
      client().crowded.subscribe(undefined, { onError: resolve });
    });
    expect(error.data).toBeUndefined();
  });

  it('closes the stream when it unsubscribes', async () => {
    const { unsubscribe } = await new Promise<{ unsubscribe(): void }>((resolve) => {
      const subscription = client().endless.subscribe(undefined, { onData: () => resolve(subscription) });
    });
    expect(open).toBe(1);
    unsubscribe();
    await expect.poll(() => open).toBe(0);
  });
});

describe('a stream', () => {
  it('beyond the limit is a 429 with tRPC’s error in JSON', async () => {
    const { status, headers, body } = await whole('ours', 'crowded');
    expect([status, headers['content-type']]).toEqual([429, 'application/json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({ error: { message: 'Too many', data: { code: 'TOO_MANY_REQUESTS' } } });
  });

  it('waits for a client that does not read, and closes when it disconnects or misses ten pings', async () => {
    for (const leaves of [true, false]) {
      const asking = get(`${origin}/ours/flood`);
      const answer = await answered(asking);
      answer.pause();
      expect(open).toBe(1);
      if (leaves) asking.destroy();
      await expect.poll(() => open, { timeout: 10_000 }).toBe(0);
      asking.destroy();
    }
  });

  it('is not opened by a query, another method, a batch or an unknown procedure', async () => {
    for (const path of ['query', 'endless?batch=1', 'constructor', 'toString']) {
      expect([path, (await whole('ours', path)).status]).toEqual([path, 404]);
    }
    expect(streams.procedureFor({ method: 'POST', query: {} }, 'values')).toBeNull();
  });
});
