import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { type LoopbackProxy, loopbackProxy } from './testing/loopback-proxy.ts';
import { type Place, hasServer, migrations, onServer, temporaryServerDatabase } from './testing/place.ts';

test('a server that nobody runs is StoreUnavailable at once', async () => {
  const opening = openDatabase({ url: 'postgresql://someone:secret@127.0.0.1:1/none', migrations });
  await expect(opening).rejects.toThrow(StoreUnavailable);
  await expect(opening).rejects.not.toThrow(/secret/);
});

test.each(['', 'nonsense', 'http://someone:secret@host/', 'postgresql://some one:secret@ho st/'])(
  'the URL %j is refused, and not repeated',
  async (url) => {
    const opening = openDatabase({ url, migrations });
    await expect(opening).rejects.toThrow(TypeError);
    await expect(opening).rejects.not.toThrow(/secret/);
  },
);

describe.runIf(hasServer)('where the server goes away and comes back', () => {
  let place: Place<{ url: string }>;
  let proxy: LoopbackProxy;
  let database: Database;

  beforeAll(async () => {
    place = await temporaryServerDatabase();
  });
  afterAll(async () => {
    await place.remove();
  });
  beforeEach(async () => {
    const url = new URL(place.location.url);
    proxy = await loopbackProxy(url.hostname, Number(url.port || 5432));
    url.port = String(proxy.port);
    database = await openDatabase({ url: url.href, migrations });
  });
  afterEach(async () => {
    await database.close();
    proxy.close();
  });

  const ask = (): Promise<unknown> => database.users.findByEmail('nobody@example.org');

  test('every operation is StoreUnavailable while it is away, and works by itself when it is back', async () => {
    await expect(ask()).resolves.toBeNull();
    proxy.cut();
    for (let count = 0; count < 20; count += 1) await expect(ask()).rejects.toThrow(StoreUnavailable);
    await expect(
      database.sessions.endAll({
        userId: 1,
        reason: 'revoked_all',
        keepId: null,
        actorId: null,
        liveAt: { now: new Date(), idleSince: new Date(0) },
      }),
    ).rejects.toThrow(StoreUnavailable);
    proxy.mend();
    await expect(ask()).resolves.toBeNull();
  });

  test('operations under way when it goes away are StoreUnavailable', async () => {
    const asked = Array.from({ length: 50 }, ask);
    setImmediate(() => proxy.cut());
    for (const outcome of await Promise.allSettled(asked)) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
    }
    await expect(ask()).rejects.toThrow(StoreUnavailable);
    proxy.mend();
    await expect(ask()).resolves.toBeNull();
  });

  test('a network that swallows everything is StoreUnavailable within seconds', async () => {
    await ask();
    proxy.swallow();
    await expect(ask()).rejects.toThrow(StoreUnavailable);
    proxy.mend();
    await vi.waitFor(async () => expect(await ask()).toBeNull(), { timeout: 10_000 });
  });

  test('survives a restart of the server, which ends the idle connections', async () => {
    await Promise.all(Array.from({ length: 5 }, ask));
    const name = new URL(place.location.url).pathname.slice(1);
    await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    await vi.waitFor(async () => expect(await ask()).toBeNull(), { timeout: 5000 });
  });
});
