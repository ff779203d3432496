import { createServiceKey, hashServiceKey, serviceScopes } from '@latchkey/sessions/applications/service-key';
import { mostServiceKeys } from '@latchkey/sessions/applications/service-keys';
import { defaultRateLimits } from '@latchkey/sessions/rate-limits/rate-limiter';
import type { AnyRouter } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import type { ProcedureMeta } from '../../src/procedure.ts';
import { restOperations } from '../../src/rest/rest-operation.ts';
import { serviceRouter } from '../../src/service/service-router.ts';
import { servedRoutes } from './service-scene.ts';
import { ask, askTrpc, serviceKey } from './service.ts';
import { openTestApp, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });
const router: AnyRouter = serviceRouter;
const procedures = Object.entries<{ _def: { type: string; meta: ProcedureMeta } }>(router._def.procedures);
const operations = restOperations(serviceRouter);

/** Every procedure over every transport that it has, with an input that names no user. */
const calls = procedures.flatMap(([name, { _def }]) => {
  const route = operations.find(({ procedure }) => procedure.path === name)?.route;
  if (!route) throw new Error(`${name} has no route`);
  const path = route.path
    .slice('/api/v1/service'.length)
    .replace('{subject}', 'no-user-9')
    .replace('{id}', '999999999');
  // Beyond the last event, so that a route that has a stream answers once, and sends none.
  const asStream = (key: string | null) =>
    ask(app, key, route.method, `${path}?after=999999999`, undefined, { accept: 'text/event-stream' });
  return [
    {
      name,
      over: 'REST',
      scope: _def.meta.scope,
      send: (key: string | null) => ask(app, key, route.method, path, route.method === 'POST' ? {} : undefined),
    },
    ...(route.method === 'GET' ? [{ name, over: 'a REST stream', scope: _def.meta.scope, send: asStream }] : []),
    {
      name,
      over: 'tRPC',
      scope: _def.meta.scope,
      send: (key: string | null) => askTrpc(app, key, name, {}, _def.type === 'query'),
    },
  ];
});
const codeOf = (body: string): string => /"error_?[cC]ode":"(\w+)"/.exec(body)?.[1] ?? '';

/** No procedure, but a connection. `verifier.test.ts` tests its key and its scope. */
const connection = 'GET /api/v1/service/verifier';

it('every procedure of the service API needs a scope, and every route but the connection is that of a procedure', async () => {
  const routes = operations.map(({ route: { method, path } }) => `${method} ${path}`);
  const served = await servedRoutes(app.services);
  expect(served.filter((route) => route.includes(' /api/v1/service'))).toEqual([...routes, connection].toSorted());
  expect(new Set(calls.map(({ name }) => name)).size).toBe(procedures.length);
  for (const { name, scope } of calls) expect(serviceScopes, name).toContain(scope);
  expect(new Set(calls.map(({ scope }) => scope))).toEqual(new Set(serviceScopes));
});

describe.each(calls)('$name over $over', ({ scope, send }) => {
  it('needs a key that is not revoked', async () => {
    const { token } = await app.signUp();
    const created = await app.services.serviceKeys.create('revoked', serviceScopes);
    if (!created.ok) throw new Error('There should be room for a key');
    expect((await send(created.value.secret)).statusCode).not.toBe(401);
    expect(await app.services.serviceKeys.revoke(created.value.id)).toBe(true);
    for (const wrong of [created.value.secret, createServiceKey(), token, 'x']) {
      const answer = await send(wrong);
      expect([answer.statusCode, codeOf(answer.body)]).toEqual([401, 'service_key_incorrect']);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.body).toContain('Authorization');
      expect(answer.body).not.toContain(wrong.slice(0, 30));
    }
    const without = await send(null);
    expect([without.statusCode, codeOf(without.body)]).toEqual([401, 'service_key_not_provided']);
    expect(without.body).toContain('Authorization: Bearer latchkey_service_');
  });

  it('opens by its own scope and by no other', async () => {
    for (const other of serviceScopes) {
      const answer = await send(await serviceKey(app, [other]));
      const isRefused = codeOf(answer.body) === 'service_scope_missing';
      expect([other, isRefused]).toEqual([other, other !== scope]);
      if (isRefused) expect([answer.statusCode, answer.body.includes(String(scope))]).toEqual([403, true]);
    }
    for (const { id } of await app.services.serviceKeys.list()) await app.services.serviceKeys.revoke(id);
  });
});

it('a key is accepted in the Authorization header only, and opens nothing of a user', async () => {
  const key = await serviceKey(app);
  const cookie = `latchkey=${key}; latchkey-service=${key}`;
  expect((await ask(app, null, 'POST', '/introspect', {}, { cookie })).statusCode).toBe(401);
  expect((await ask(app, null, 'POST', `/introspect?key=${key}`, { key })).statusCode).toBe(401);
  const user = { url: '/api/v1/user/myself', headers: { authorization: `Bearer ${key}` } };
  expect((await app.http.inject(user)).json().error_code).toBe('token_incorrect');
});

it('keys from the settings work beside stored ones, with their scopes', async () => {
  const secret = createServiceKey();
  const configured = {
    id: null,
    name: 'shop',
    keyHash: hashServiceKey(secret),
    scopes: ['sessions:introspect'],
  } as const;
  await using own = await openTestApp({ database: app.database, serviceKeys: [configured] });
  expect((await ask(own, secret, 'POST', '/introspect', {})).json()).toEqual({ active: false });
  expect((await ask(own, secret, 'DELETE', '/users/x/sessions')).statusCode).toBe(403);
  expect((await ask(own, await serviceKey(own), 'POST', '/introspect', {})).statusCode).toBe(200);
});

it('a revoked key is refused by every instance once the revocation is answered, and the last use is listed', async () => {
  await using other = await openTestApp({ database: app.database });
  const created = await app.services.serviceKeys.create('shared', serviceScopes);
  if (!created.ok) throw new Error('There should be room for a key');
  const { id, secret } = created.value;
  for (const one of [app, other]) expect((await ask(one, secret, 'POST', '/introspect', {})).statusCode).toBe(200);
  const listed = (await app.services.serviceKeys.list()).find((key) => key.id === id);
  expect(listed).toMatchObject({ name: 'shared', lastUsedAt: new Date('2026-03-01T12:00:00.000Z'), revokedAt: null });
  expect(await app.services.serviceKeys.revoke(id)).toBe(true);
  for (const one of [app, other]) expect((await ask(one, secret, 'POST', '/introspect', {})).statusCode).toBe(401);
  expect(await app.services.serviceKeys.revoke(id)).toBe(false);
});

it('wrong keys are counted by address, and a right one is never limited', async () => {
  await using limited = await openTestApp({
    database: app.database,
    rateLimits: { ...defaultRateLimits, serviceKey: { burst: 3, every: 60_000 } },
  });
  const key = await serviceKey(limited);
  const statuses = [];
  for (let at = 0; at < 5; at += 1)
    statuses.push((await ask(limited, createServiceKey(), 'POST', '/introspect', {})).statusCode);
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
  for (let at = 0; at < 5; at += 1) expect((await ask(limited, key, 'POST', '/introspect', {})).statusCode).toBe(200);
});

it('an instance has a bounded number of keys in use', async () => {
  for (const { id } of await app.services.serviceKeys.list()) await app.services.serviceKeys.revoke(id);
  const room = 2;
  for (let at = room; at < mostServiceKeys; at += 1) await app.services.serviceKeys.create('one', ['sessions:list']);
  const results = await Promise.all(
    Array.from({ length: room + 3 }, () => app.services.serviceKeys.create('one', ['sessions:list'])),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(room);
  for (const { id } of await app.services.serviceKeys.list()) await app.services.serviceKeys.revoke(id);
});
