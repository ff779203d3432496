import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openTestApp, password, rest, trpc, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

const nowhere = { country: null };

/** Signs up from an IP address, and gives the token. */
async function signUpFrom(remoteAddress: string): Promise<string> {
  const payload = { email: `${randomUUID()}@example.com`, password };
  const answer = await app.http.inject({ method: 'POST', url: '/api/v1/auth/signup', payload, remoteAddress });
  const { session_token: token }: { session_token: string } = answer.json();
  return token;
}

it.each([
  ['194.25.0.60', { kind: 'country', country: 'DE' }],
  ['202.232.2.164', { kind: 'country', country: 'JP' }],
  ['2001:12ff::1', { kind: 'country', country: 'BR' }],
  ['192.168.1.7', { kind: 'private', ...nowhere }],
  ['203.0.113.7', { kind: 'unknown', ...nowhere }],
])('over tRPC a session and its history have the place that %s is at', async (address, place) => {
  const token = await signUpFrom(address);
  const listed = await trpc(app, 'query', 'session.list', token);
  expect(listed.json().result.data.sessions).toMatchObject([{ ip: address, location: place }]);
  const history = await trpc(app, 'query', 'history.list?input=%7B%7D', token);
  expect(history.json().result.data.entries).toMatchObject([{ kind: 'signed_in', ip: address, location: place }]);
});

it('the documented list shows no location, and a list looks each address up once', async () => {
  const asked: string[] = [];
  const countryOf = (address: string) => {
    asked.push(address);
    return null;
  };
  await using watched = await openTestApp({ database: app.database, locator: { countryOf } });
  const token = await signUpFrom('194.25.0.60');
  const listed = await rest(watched, 'GET', '/user/myself/session', token);
  expect(Object.keys(listed.json().sessions[0])).toEqual(['id', 'information', 'last_used', 'delete_session']);
  await trpc(watched, 'query', 'session.list', token);
  expect(asked).toEqual(['194.25.0.60']);
});
