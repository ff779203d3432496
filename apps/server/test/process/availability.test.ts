import { hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { leaseDuration } from '@latchkey/sessions/instances/lease';
import { startTcpProxy } from '@latchkey/testing/tcp-proxy';
import { waitFor } from '@latchkey/testing/wait-for';
import { expect, it } from 'vitest';
import { RestClient } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

const password = 'correct horse battery';

/** Every route that needs a session, over both transports. */
const signedInRoutes = [
  ['GET', '/api/v1/user/myself'],
  ['GET', '/api/v1/user/myself/session'],
  ['DELETE', '/api/v1/user/myself/session/1'],
  ['POST', '/api/v1/user/myself/session/logoutCurrentSession', { session_token: 'x' }],
  ['POST', '/api/v1/auth/stepup', { password }],
  ['POST', '/api/v1/auth/password', { new_password: password }],
  ['GET', '/api/trpc/user.myself'],
  ['GET', '/api/trpc/session.list'],
  ['GET', '/api/trpc/history.list?input=%7B%7D'],
  ['POST', '/api/trpc/session.revoke', { id: 1 }],
  ['POST', '/api/trpc/session.revokeOthers', {}],
  ['POST', '/api/trpc/session.revokeMany', { ids: [1] }],
  ['POST', '/api/trpc/session.revokeAll', {}],
  ['POST', '/api/trpc/session.logout', {}],
  ['POST', '/api/trpc/session.logoutCurrentSession', { sessionToken: 'x' }],
  ['POST', '/api/trpc/device.rename', { deviceId: 1, label: null }],
  ['GET', '/api/trpc/user.idleLimits'],
  ['POST', '/api/trpc/user.setIdleLimit', { limit: null }],
  ['POST', '/api/trpc/user.setLanguage', { language: 'de' }],
  ['GET', '/api/trpc/alert.list'],
  ['POST', '/api/trpc/alert.answer', { id: 1, answer: 'confirmed' }],
  ['POST', '/api/trpc/auth.stepUp', { password }],
  ['POST', '/api/trpc/auth.changePassword', { newPassword: password }],
] as const;

it.runIf(hasServer)(
  'without the database every request is answered with 503 and no session ends, and with it the server recovers by itself',
  { timeout: 120_000 },
  async () => {
    const place = await temporaryServerDatabase();
    const url = new URL(place.location.url);
    const proxy = await startTcpProxy(url.hostname, Number(url.port || 5432));
    try {
      url.host = `127.0.0.1:${proxy.port}`;
      const { child, ready } = startProcess({ DATABASE_URL: url.href });
      let log = '';
      child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
      const address = await ready;
      const email = 'ada@example.com';
      const client = new RestClient(address);
      const { token } = await client.signUp({ email, password, stay_logged_in: true });

      const ask = async ([method, path, body]: (typeof signedInRoutes)[number]) => {
        const headers = path.startsWith('/api/trpc')
          ? { cookie: `latchkey=${token}`, 'content-type': 'application/json' }
          : { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        const answer = await fetch(`${address}${path}`, {
          method,
          headers,
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        return { path: `${method} ${path}`, answer, text: await answer.text() };
      };

      const readiness = async () => {
        const answer = await fetch(`${address}/readyz`);
        const { status }: { status: string } = JSON.parse(await answer.text());
        return [answer.status, status];
      };

      for (const trouble of ['cut', 'blackhole'] as const) {
        proxy[trouble]();
        // For the rest of its lease it may answer from the cache: until then no revocation can have been answered.
        const away = performance.now();
        await waitFor(async () => expect(await readiness()).toEqual([503, 'no_database']));
        expect(performance.now() - away).toBeLessThan(leaseDuration + 500);
        expect((await fetch(`${address}/healthz`)).status).toBe(200);
        // In a blackhole each request waits until its timeout, so they are sent at once.
        const answers = await Promise.all(signedInRoutes.map(ask));
        for (const { path, answer, text } of answers) {
          expect([trouble, path, answer.status]).toEqual([trouble, path, 503]);
          expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
          expect(answer.headers.getSetCookie()).toEqual([]);
          expect(answer.headers.get('clear-site-data')).toBeNull();
          // At most six requests of one user wait for the database; others are refused at once.
          expect(text).toMatch(/"(service_unavailable|busy)"/);
        }
        expect((await client.signIn({ email, password })).status).toBe(503);
        expect((await client.signUp({ email: 'bob@example.com', password })).status).toBe(503);
        expect((await fetch(`${address}/sessions`)).status).toBe(200);

        proxy.restore();
        const back = async () => (await ask(['GET', '/api/v1/user/myself'])).answer.status;
        await expect.poll(back, { interval: 100 }).toBe(200);
        expect((await ask(['GET', '/api/trpc/session.list'])).answer.status).toBe(200);
        await waitFor(async () => expect(await readiness()).toEqual([200, 'ready']));
      }
      expect(child.exitCode).toBeNull();
      // Without SMTP_URL the output has mails between the lines of the log, and a mail names its account.
      const lines = log
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .join('\n');
      for (const secret of [token, password, email]) expect(lines).not.toContain(secret);
      expect(lines).toContain('"code":"service_unavailable"');
    } finally {
      proxy.close();
      await place.remove();
    }
  },
);
