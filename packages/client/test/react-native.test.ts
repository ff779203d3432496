import { waitFor } from '@latchkey/testing/wait-for';
import { afterEach, expect, it, vi } from 'vitest';
import { createLatchkeyClient } from '../src/client.ts';
import { fakeSession } from './fake-session.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** An answer of React Native's `fetch`, which has no stream. */
const answerOf = (body: unknown): Response => {
  const response = Response.json(body);
  Object.defineProperty(response, 'body', { value: null });
  return response;
};

it('lists the sessions where the runtime lacks what React Native does', { timeout: 20_000 }, async () => {
  const session = fakeSession();
  const paths: string[] = [];
  const tokens = new Set<unknown>();
  // Made before the globals are gone, because Node's own `Response` needs them.
  const answers = Array.from({ length: 9 }, () =>
    answerOf([{ result: { data: { sessions: [session], next: null } } }]),
  );
  const client = createLatchkeyClient({
    url: 'https://app.example.com',
    token: 'latchkey_x',
    fetch: (address, init) => {
      const { pathname } = new URL(address);
      paths.push(pathname);
      tokens.add(new Map(Object.entries(init.headers ?? {})).get('authorization'));
      const answer = answers.pop();
      return answer ? Promise.resolve(answer) : Promise.reject(new Error('Too many requests'));
    },
  });
  for (const name of ['EventSource', 'Event', 'MessageEvent', 'ReadableStream', 'DOMException', 'document']) {
    vi.stubGlobal(name, undefined);
  }
  for (const name of ['timeout', 'any'] as const) {
    vi.spyOn(AbortSignal, name).mockImplementation(() => expect.unreachable());
  }
  vi.spyOn(AbortSignal.prototype, 'throwIfAborted').mockImplementation(() => expect.unreachable());
  const stop = client.sessions.live.subscribe(() => {});
  await waitFor(() => expect(client.sessions.live.current.sessions).toEqual([session]));
  expect(client.sessions.live.current).toMatchObject({ isComplete: true, isLive: false, error: null });
  expect(paths).toContain('/api/trpc/session.page');
  expect([...tokens]).toEqual(['Bearer latchkey_x']);
  stop();
});

/** Rejects as React Native does, which knows no reason of an abort. */
const untilAborted = (signal: AbortSignal | null | undefined, reason: () => unknown) =>
  new Promise<never>((_resolve, reject) => signal?.addEventListener('abort', () => reject(reason())));

it('says that an answer was late, also where an abort has no reason', async () => {
  const client = createLatchkeyClient({
    url: 'https://app.example.com',
    token: 'latchkey_x',
    timeout: 50,
    fetch: (_address, { signal }) => untilAborted(signal, () => new Error('Aborted')),
  });
  await expect(client.sessions.list()).rejects.toMatchObject({ code: 'timed_out' });
});

it('says that an answer was late whose body does not arrive', async () => {
  const client = createLatchkeyClient({
    url: 'https://app.example.com',
    token: 'latchkey_x',
    timeout: 50,
    fetch: (_address, { signal }) =>
      Promise.resolve(Object.assign(answerOf([]), { json: () => untilAborted(signal, () => signal?.reason) })),
  });
  await expect(client.sessions.list()).rejects.toMatchObject({ code: 'timed_out' });
});
