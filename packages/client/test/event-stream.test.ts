import { waitFor } from '@latchkey/testing/wait-for';
import { expect, it, vi } from 'vitest';
import { eventSourceOver, withSigns } from '../src/api/event-stream.ts';

/** A stream whose bytes arrive in the given pieces. */
function streamOf(pieces: readonly Uint8Array[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return new Response(body);
}

/** The events of a stream until its error. */
async function eventsOf(open: Parameters<typeof eventSourceOver>[0], onSign = () => {}) {
  const stream = new (withSigns(eventSourceOver(open), onSign))('/watch');
  const seen: [string, string][] = [];
  for (const type of ['connected', 'message', 'ping', 'serialized-error']) {
    stream.addEventListener(type, ({ data }) => seen.push([type, data]));
  }
  await new Promise<void>((resolve) => stream.addEventListener('error', () => resolve()));
  return { seen, stream };
}

const text =
  'event: connected\ndata: {}\n\n\ndata: {"name":"Zoë 💻"}\n\n\nevent: ping\ndata: \n\n\nevent: serialized-error\ndata: {"code":-1}\n\n\n';

it('an event stream over fetch gives the events, however its bytes are cut', async () => {
  const bytes = new TextEncoder().encode(text);
  const expected = [
    ['connected', '{}'],
    ['message', '{"name":"Zoë 💻"}'],
    ['ping', ''],
    ['serialized-error', '{"code":-1}'],
  ];
  for (const size of [1, 2, 3, 7, 1000]) {
    const pieces: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; from += size) pieces.push(bytes.slice(from, from + size));
    const { seen, stream } = await eventsOf(() => Promise.resolve(streamOf(pieces)));
    expect(seen, String(size)).toEqual(expected);
    expect(stream.readyState).toBe(stream.CLOSED);
  }
});

it('reports each event but an error as a sign that the server is alive', async () => {
  const onSign = vi.fn<() => void>();
  await eventsOf(() => Promise.resolve(streamOf([new TextEncoder().encode(text)])), onSign);
  expect(onSign).toHaveBeenCalledTimes(3);
});

it.each([
  ['an answer with another status', () => Promise.resolve(new Response(text, { status: 429 }))],
  ['an answer without a stream, as in React Native', () => Promise.resolve(new Response(null))],
  ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
])('fails with %s', async (_name, open) => {
  expect((await eventsOf(open)).seen).toEqual([]);
});

it('aborts its request when it is closed, and gives nothing more', async () => {
  let signal: AbortSignal | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
  });
  const stream = new (eventSourceOver((_url, given) => {
    signal = given;
    return Promise.resolve(new Response(body));
  }))('/watch');
  const onEvent = vi.fn<() => void>();
  for (const type of ['message', 'error']) stream.addEventListener(type, onEvent);
  stream.close();
  controller?.enqueue(new TextEncoder().encode(text));
  controller?.close();
  await waitFor(() => expect(signal?.aborted).toBe(true));
  await new Promise(setImmediate);
  expect(onEvent).not.toHaveBeenCalled();
});
