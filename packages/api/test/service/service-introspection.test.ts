import { randomUUID } from 'node:crypto';
import { allowInsecureRequests, introspectionRequest, processIntrospectionResponse } from 'oauth4webapi';
import { beforeAll, expect, it } from 'vitest';
import { ask, serviceKey } from './service.ts';
import { sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp({ accounts: 'both' });
const key = await serviceKey(app);
let origin: string;
beforeAll(async () => {
  origin = await app.http.listen({ port: 0, host: '127.0.0.1' });
});

/** Asks as a client library for RFC 7662 does: with a form, and the service key as the authentication of the client. */
async function introspect(token: string, secret = key) {
  const server = { issuer: origin, introspection_endpoint: `${origin}/api/v1/service/introspect` };
  const client = { client_id: 'shop' };
  const answer = await introspectionRequest(
    server,
    client,
    (_server, _client, _body, headers) => headers.set('authorization', `Bearer ${secret}`),
    token,
    { [allowInsecureRequests]: true },
  );
  return processIntrospectionResponse(server, client, answer);
}

it('a client library for RFC 7662 reads whose token it is, and that an ended one is not active', async () => {
  const subject = randomUUID();
  const methods = ['pwd', 'otp'];
  const client = { headers: { 'user-agent': 'shop/1.0' } };
  const begunAt = Date.parse('2026-03-01T12:00:00.000Z') / 1000;
  const provedAt = begunAt - 90;
  const program = { kind: 'program', client };
  const begun = await ask(app, key, 'POST', '/sessions', { subject, methods, auth_time: provedAt, ...program });
  const { session_token: token, session_id: id } = begun.json();
  const known = {
    active: true,
    sub: subject,
    sid: String(id),
    amr: methods,
    auth_time: provedAt,
    iat: begunAt,
    exp: begunAt + 86_400,
    bound: false,
  };
  expect(await introspect(token)).toEqual(known);
  const profile = { email: `${subject}@example.com`, display_name: 'Ada' };
  expect((await ask(app, key, 'POST', `/users/${subject}`, profile)).statusCode).toBe(200);
  expect(await introspect(token)).toEqual({ ...known, email: profile.email, name: 'Ada' });
  expect((await ask(app, key, 'DELETE', `/users/${subject}/sessions/${id}`)).statusCode).toBe(200);
  expect(await introspect(token)).toEqual({ active: false });
  expect(await introspect('no token')).toEqual({ active: false });
});

it('the library reports a wrong key as a failed authentication', async () => {
  await expect(introspect('no token', `${key.slice(0, -1)}x`)).rejects.toMatchObject({ status: 401 });
});
