import { describe, expect, it } from 'vitest';
import { type StreamedEvent, eventsOf } from '../testing/event-stream.ts';
import { openTestApp, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();
const origin = await app.http.listen({ host: '127.0.0.1', port: 0 });

interface Seen {
  readonly kind: 'opened' | 'changed';
  readonly isComplete?: boolean;
  readonly sessions: readonly {
    readonly id: number;
    readonly isCurrent: boolean;
    readonly label: string | null;
  }[];
  readonly changes?: readonly { readonly kind: string; readonly sessionId: number }[];
}

/** Subscribes to the sessions of the user of a token. */
async function watch(token: string, at = origin) {
  const leaving = new AbortController();
  const answer = await fetch(`${at}/api/trpc/session.watch`, {
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  });
  const events = eventsOf(answer);
  const next = async (): Promise<StreamedEvent | null> => {
    for (;;) {
      const { value, done } = await events.next();
      if (done) return null;
      if (value.event !== 'connected' && value.event !== 'ping') return value;
    }
  };
  const seen = async (): Promise<Seen> => {
    const event = await next();
    if (event === null || event.event !== '') throw new Error(`Not a look: ${event?.event} ${event?.data}`);
    return JSON.parse(event.data);
  };
  return {
    status: answer.status,
    next,
    seen,
    /** The event that says of a change. Each request is a use, which an event before it may say. */
    async until(change: { readonly kind: string; readonly sessionId: number }): Promise<Seen> {
      for (;;) {
        const event = await seen();
        if (event.changes?.some(({ kind, sessionId }) => kind === change.kind && sessionId === change.sessionId)) {
          return event;
        }
      }
    },
    leave: () => leaving.abort(),
  };
}

describe('session.watch', () => {
  it('sends the sessions, and then each that appears, is renamed, used or ended', async () => {
    const { email, token } = await app.signUp();
    const watching = await watch(token);
    const first = await watching.seen();
    expect(first).toMatchObject({ kind: 'opened', isComplete: true, sessions: [{ isCurrent: true }] });

    const other = await app.signIn(email);
    const appeared = await watching.seen();
    const [{ id } = { id: 0 }, ...more] = appeared.sessions;
    expect([appeared.sessions[0]?.isCurrent, more]).toEqual([false, []]);
    expect(appeared.changes).toEqual([{ kind: 'appeared', sessionId: id }]);

    const { deviceId } = (await principal(other)).session;
    await app.services.devices.rename(await principal(token), deviceId, 'Kitchen');
    const renamed = await watching.seen();
    expect(renamed.changes).toEqual([{ kind: 'renamed', sessionId: id }]);
    expect(renamed.sessions).toMatchObject([{ id, label: 'Kitchen' }]);

    app.passTime(1000);
    await rest(app, 'GET', '/user/myself', other);
    await app.services.memory.flush();
    await watching.until({ kind: 'used', sessionId: id });

    await rest(app, 'DELETE', `/user/myself/session/${id}`, token);
    const ended = await watching.until({ kind: 'ended', sessionId: id });
    expect(ended.sessions.map((session) => session.id)).not.toContain(id);
    watching.leave();
  });

  it('opens with the last used of many sessions, sends changes of all, and throttles them', async () => {
    await using crowded = await openTestApp({ limits: { programsPerUser: 500 } });
    const { email, token } = await crowded.signUp();
    const ids: number[] = [];
    for (let count = 0; count < 110; count += 1)
      ids.push((await principal(await crowded.signIn(email), crowded)).session.id);
    const watching = await watch(token, await crowded.http.listen({ host: '127.0.0.1', port: 0 }));
    const opened = await watching.seen();
    expect(opened).toMatchObject({ kind: 'opened', isComplete: false });
    expect(opened.sessions.map(({ id }) => id)).toEqual(ids.slice(10));

    const began = performance.now();
    for (const id of ids.slice(0, 20)) await rest(crowded, 'DELETE', `/user/myself/session/${id}`, token);
    const told: number[] = [];
    let events = 0;
    for (; told.length < 20; events += 1) {
      const { changes = [] } = await watching.seen();
      told.push(...changes.filter(({ kind }) => kind === 'ended').map(({ sessionId }) => sessionId));
    }
    expect(told).toEqual(ids.slice(0, 20));
    // A list rests after each reading for as many milliseconds as it has sessions: ninety at least.
    expect(events).toBeLessThanOrEqual(2 + (performance.now() - began) / 90);
    watching.leave();
  });

  it('ends with the time and reason when its own session ends', async () => {
    const { email, token } = await app.signUp();
    const other = await app.signIn(email);
    const watching = await watch(token);
    const { sessions } = await watching.seen();
    const { id } = sessions.find(({ isCurrent }) => isCurrent) ?? { id: 0 };
    expect((await rest(app, 'DELETE', `/user/myself/session/${id}`, other)).statusCode).toBe(200);
    const end = await watching.next();
    expect(end?.event).toBe('serialized-error');
    expect(JSON.parse(end?.data ?? '')).toMatchObject({
      data: { errorCode: 'token_incorrect', end: { reason: 'revoked', by: { device: { kind: 'desktop' } } } },
    });
    expect(await watching.next()).toBeNull();
  });

  it('needs a session, and sends nothing of other users', async () => {
    const refused = await watch('latchkey_nothing');
    expect((await refused.next())?.data).toContain('token_incorrect');
    const [{ email, token }, stranger] = [await app.signUp(), await app.signUp()];
    const watching = await watch(token);
    await watching.seen();
    await app.signIn(stranger.email);
    await app.signIn(email);
    expect((await watching.seen()).changes).toMatchObject([{ kind: 'appeared' }]);
    watching.leave();
  });

  it('leaves no subscription behind when the client disconnects', async () => {
    const { token } = await app.signUp();
    const before = app.services.memory.sizes.streams;
    const watching = await watch(token);
    await watching.seen();
    expect(app.services.memory.sizes.streams).toBe(before + 1);
    watching.leave();
    await expect.poll(() => app.services.memory.sizes.streams).toBe(before);
  });
});

describe('a stream beyond the limit', () => {
  it('is a 429 with code and Retry-After, and opens when another one is closed', async () => {
    await using small = await openTestApp({ database: app.database, streamLimits: { perUser: 2, perNetwork: 3 } });
    const at = await small.http.listen({ host: '127.0.0.1', port: 0 });
    const [{ token }, stranger] = [await small.signUp(), await small.signUp()];
    const [first, second] = [await watch(token, at), await watch(token, at)];
    const refused = await fetch(`${at}/api/trpc/session.watch`, { headers: { authorization: `Bearer ${token}` } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await refused.json()).toMatchObject({
      error: {
        message: expect.stringContaining('Close other tabs'),
        data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, errorCode: 'too_many_streams', retryAfter: 30 },
      },
    });
    // Of the address, which the stranger shares, there is one place left.
    const third = await watch(stranger.token, at);
    expect([third.status, (await watch(stranger.token, at)).status]).toEqual([200, 429]);
    first.leave();
    await expect.poll(() => small.services.memory.sizes.streams).toBe(2);
    const again = await watch(token, at);
    expect((await again.seen()).kind).toBe('opened');
    for (const { leave } of [second, third, again]) leave();
    await expect.poll(() => small.services.memory.sizes.streams).toBe(0);
  });
});

async function principal(token: string, { services } = app) {
  const found = await services.authenticator.authenticate(token);
  if (!found.ok) throw new Error('The token should be good');
  return found.value;
}
