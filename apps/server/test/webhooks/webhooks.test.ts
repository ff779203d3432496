import { hasServer } from '@latchkey/db/testing/place';
import { waitFor } from '@latchkey/testing/wait-for';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { Receiver } from './receiver.ts';
import { startWebhookServer } from './webhook-server.ts';

async function start() {
  const server = await startWebhookServer();
  const { client } = server;
  return Object.assign(server, {
    /** Begins two sessions and ends one. */
    async signUpAndLogout() {
      await client.signUp();
      const { token } = await client.signIn();
      const path = 'v1/user/myself/session/logoutCurrentSession';
      expect((await client.ask(path, token, 'POST', { session_token: token })).status).toBe(200);
    },
  });
}

// The admin command needs a server while another process serves the database.
describe.skipIf(!hasServer)('an endpoint of events', { timeout: 120_000 }, () => {
  it('receives the beginning and the end of a session, signed by the secret that the command printed', async () => {
    await using app = await start();
    await using receiver = new Receiver();
    const created = app.run('create', await receiver.listen());
    expect([created.status, created.stderr]).toEqual([0, expect.stringContaining('Endpoint 1.')]);
    await app.signUpAndLogout();
    await waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(3));
    const webhook = new Webhook(created.stdout.trim());
    const events = receiver.received.map(({ headers, body }) =>
      webhook.verify(body, {
        'webhook-id': String(headers['webhook-id']),
        'webhook-timestamp': String(headers['webhook-timestamp']),
        'webhook-signature': String(headers['webhook-signature']),
      }),
    );
    expect(events).toMatchObject([
      { type: 'session.began', data: { sub: 'latchkey:1', reason: null } },
      { type: 'session.began', data: { sub: 'latchkey:1', user_agent: 'curl/8.5.0' } },
      { type: 'session.ended', data: { sub: 'latchkey:1', reason: 'logout' } },
    ]);
    const log = app.run('log', '1').stdout.split('\n');
    expect(log).toHaveLength(5);
    expect(app.run('log', '2')).toMatchObject({ status: 1, stderr: 'There is no endpoint with this id.\n' });
    expect(log[1]).toMatch(/^3 +evt_3 +session\.ended +delivered +1 .+ 204 +-$/);
  });

  it('receives ends of sessions as tokens that jose verifies by the published keys', async () => {
    await using app = await start();
    await using receiver = new Receiver();
    const url = await receiver.listen();
    for (const format of ['set', 'logout_token']) {
      expect(app.run('create', `${url}/${format}`, '--format', format, '--audience', 'shop').status).toBe(0);
    }
    await app.signUpAndLogout();
    await waitFor(() => expect(receiver.received).toHaveLength(2));
    const bodyAt = (path: string) => receiver.received.find((one) => one.path.endsWith(path))?.body ?? '';
    const keys = createRemoteJWKSet(new URL('/api/v1/jwks', app.client.origin));
    const expected = { issuer: app.client.origin, audience: 'shop' };
    const set = await jwtVerify(bodyAt('/set'), keys, { ...expected, typ: 'secevent+jwt' });
    expect(JSON.stringify(set.payload.events)).toContain('session-revoked":{"event_timestamp":');
    const token = new URLSearchParams(bodyAt('/logout_token')).get('logout_token') ?? '';
    const logout = await jwtVerify(token, keys, { ...expected, typ: 'logout+jwt' });
    expect(logout.payload).toMatchObject({ sub: 'latchkey:1', sid: expect.stringMatching(/^\d+$/) });
    expect(app.run('rotate-keys').status).toBe(0);
    const answer = await fetch(`${app.client.origin}/api/v1/jwks`);
    expect(answer.headers.get('content-type')).toContain('application/jwk-set+json');
    expect(await answer.text()).not.toContain('"d"');
  });
});
