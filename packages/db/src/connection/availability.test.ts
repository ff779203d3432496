import { StoreUnavailable } from '@latchkey/sessions/store-unavailable';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, openTestDatabase } from '../testing/test-database.ts';
import { type TcpProxy, startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { waitFor } from '@latchkey/testing/wait-for';
import { postgresSettings } from './postgres-settings.ts';
import { type Place, hasServer, migrations, onServer, temporaryServerDatabase } from '../testing/place.ts';
import { idle, cutoff, passwordHash, sessionOf, start } from '../testing/sample.ts';
import { reportUnavailable } from './unavailable.ts';

test('an address without a server is StoreUnavailable at once', async () => {
  const opening = openTestDatabase({ url: 'postgresql://someone:secret@127.0.0.1:1/none', migrations });
  await expect(opening).rejects.toThrow(StoreUnavailable);
  await expect(opening).rejects.not.toThrow(/secret/);
});

test.each(['', 'nonsense', 'http://someone:secret@host/', 'postgresql://some one:secret@ho st/'])(
  'the URL %j is refused, and not repeated',
  async (url) => {
    const opening = openTestDatabase({ url, migrations });
    await expect(opening).rejects.toThrow(TypeError);
    await expect(opening).rejects.not.toThrow(/secret/);
  },
);

test('a transaction that waited in vain for its turn is StoreUnavailable', async () => {
  const waiting = Promise.reject(Object.assign(new Error('Unable to start a transaction'), { code: 'P2028' }));
  await expect(reportUnavailable(() => waiting)).rejects.toThrow(StoreUnavailable);
});

describe.runIf(hasServer)('where the server goes away and comes back', () => {
  let place: Place<{ url: string }>;
  let proxy: TcpProxy;
  let database: TestDatabase;

  beforeAll(async () => {
    place = await temporaryServerDatabase();
  });
  afterAll(async () => {
    await place.remove();
  });
  beforeEach(async () => {
    const { hostname, port } = new URL(place.location.url);
    proxy = await startTcpProxy(hostname, Number(port || 5432));
    database = await openTestDatabase({ url: throughProxy(), migrations });
  });
  afterEach(async () => {
    await database.close();
    proxy.close();
  });

  const throughProxy = (): string => Object.assign(new URL(place.location.url), { port: String(proxy.port) }).href;
  const ask = (): Promise<unknown> => database.users.findByEmail('nobody@example.org');

  test('every operation is StoreUnavailable where the address leads to a server that only lets one read', async () => {
    const name = new URL(place.location.url).pathname.slice(1);
    await onServer(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    proxy.cut();
    proxy.restore();
    await expect(database.sessions.listLive(1, cutoff(start))).rejects.toThrow(StoreUnavailable);
    await expect(ask()).rejects.toThrow(StoreUnavailable);
    await onServer(`ALTER DATABASE ${name} SET default_transaction_read_only = off`);
    await expect(ask()).resolves.toBeNull();
  });

  test('a connection that breaks while the pool checks it fails the request for it, and never the process', async () => {
    const settings = postgresSettings(throughProxy());
    const pool = new pg.Pool({
      ...settings,
      onConnect(client) {
        const looked = settings.onConnect?.(client);
        proxy.cut();
        return looked;
      },
    });
    pool.on('error', () => {});
    await expect(pool.connect()).rejects.toThrow();
    await pool.end();
  });

  test('a connection that is ready only after its caller has given up serves the next one', async () => {
    const settings = postgresSettings(throughProxy());
    // In `verify`, whose caller is not asked again whether it still waits, the connection would be lost.
    expect(settings.verify).toBeUndefined();
    let wait = Promise.resolve();
    const pool = new pg.Pool({
      ...settings,
      max: 1,
      connectionTimeoutMillis: 500,
      // oxlint-disable-next-line typescript/no-misused-promises -- As in the settings.
      async onConnect(client) {
        await Promise.all([Promise.resolve(settings.onConnect?.(client)), wait]);
      },
    });
    pool.on('error', () => {});
    const first = await pool.connect();
    let ready = () => {};
    wait = new Promise((resolve) => (ready = resolve));
    const gaveUp = pool.connect().then(() => 'connected', String);
    // A broken client is replaced, for the caller that waits.
    first.release(true);
    expect(await gaveUp).toContain('timeout');
    ready();
    const client = await pool.connect();
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    client.release();
    await pool.end();
  });

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
        cutoff: { now: new Date(), idleSince: new Date(0) },
      }),
    ).rejects.toThrow(StoreUnavailable);
    const nobody = sessionOf({ id: 1, subject: null, email: '', displayName: null, createdAt: start });
    const at = cutoff(start);
    const { sessions, devices, events, rateLimits, housekeeping } = database;
    for (const operation of [
      () => sessions.begin(nobody, { perUser: 1, cutoff: at }, []),
      () => sessions.findByTokenHash(nobody.tokenHash),
      () => sessions.listLive(1, at),
      () => sessions.pageLive(1, { order: 'latest_use_first', after: null, limit: 1 }, at),
      () => sessions.endMany([1], { userId: 1, reason: 'revoked', actorId: null, cutoff: at }),
      () =>
        sessions.recordUses([{ sessionId: 1, at: start, activeDays: 1, country: null }], { writtenBy: start, idle }),
      () =>
        sessions.rotateToken({
          userId: 1,
          sessionId: 1,
          fromTokenHash: nobody.tokenHash,
          tokenHash: nobody.tokenHash,
          bindingSecret: null,
          cutoff: at,
        }),
      () => sessions.bind({ userId: 1, sessionId: 1, key: 'key', cutoff: at }),
      () => sessions.useChallenge({ userId: 1, sessionId: 1, at: start, cutoff: at }),
      () => devices.rename({ userId: 1, deviceId: 1, label: null, at: start, actorSessionId: 1 }),
      () => events.list(1, { before: null, limit: 1 }),
      () => rateLimits.take('key', { burst: 1, every: 1 }, start),
      () => housekeeping.endExpired(at, 1),
      () => housekeeping.purgeDevices(start, 1),
    ]) {
      await expect(operation()).rejects.toThrow(StoreUnavailable);
    }
    proxy.restore();
    await expect(ask()).resolves.toBeNull();
  });

  test('operations under way when it goes away are StoreUnavailable', async () => {
    const asked = Array.from({ length: 50 }, ask);
    setImmediate(() => proxy.cut());
    for (const outcome of await Promise.allSettled(asked)) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
    }
    await expect(ask()).rejects.toThrow(StoreUnavailable);
    proxy.restore();
    await expect(ask()).resolves.toBeNull();
  });

  test('a step of several statements is StoreUnavailable whenever the server goes away, whole or undone', async () => {
    const email = 'ada@example.org';
    const user = await database.users.create({ email, passwordHash, createdAt: start, language: 'en' });
    if (!user) throw new Error('The address should be free');
    const begin = () => database.sessions.begin(sessionOf(user), { perUser: 1000, cutoff: cutoff(start) }, []);
    let acknowledged = 0;
    for (let ms = 0; ms < 40; ms += 2) {
      const begun = Array.from({ length: 5 }, begin);
      setTimeout(() => proxy.cut(), ms);
      for (const outcome of await Promise.allSettled(begun)) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreUnavailable);
        else acknowledged += 1;
      }
      await waitFor(() => expect(ask()).rejects.toThrow(StoreUnavailable));
      proxy.restore();
    }
    // Each connection may have died of the last cut without the pool having heard of it.
    for (let round = 0; round < 30; round++) await waitFor(begin);
    const live = await database.sessions.listLive(user.id, cutoff(start));
    const events = await database.events.list(user.id, { before: null, limit: 1000 });
    expect(live.length).toBeGreaterThanOrEqual(acknowledged + 30);
    expect(events.map(({ sessionId }) => sessionId).toSorted()).toEqual(live.map(({ id }) => id).toSorted());
  });

  test('a network that swallows everything is StoreUnavailable within seconds', async () => {
    await ask();
    proxy.blackhole();
    await expect(ask()).rejects.toThrow(StoreUnavailable);
    proxy.restore();
    await waitFor(async () => expect(await ask()).toBeNull());
  });

  test('survives a restart of the server, which ends the idle connections', async () => {
    await Promise.all(Array.from({ length: 5 }, ask));
    const name = new URL(place.location.url).pathname.slice(1);
    await onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    await waitFor(async () => expect(await ask()).toBeNull());
  });
});
