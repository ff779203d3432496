import { setTimeout as sleep } from 'node:timers/promises';
import { loopbackProxy } from '@latchkey/db/testing/loopback-proxy';
import { hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { leaseLasts } from '@latchkey/sessions/cluster/lease';
import { expect, it, vi } from 'vitest';
import { startProcess } from './server-process.ts';

const password = 'correct horse battery';

/** Every address behind the door, over both transports. */
const behindTheDoor = [
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
  ['POST', '/api/trpc/device.rename', { deviceId: 1, name: null }],
  ['GET', '/api/trpc/user.idleLimits'],
  ['POST', '/api/trpc/user.setIdleLimit', { limit: null }],
  ['POST', '/api/trpc/user.setLanguage', { language: 'de' }],
  ['GET', '/api/trpc/alert.list'],
  ['POST', '/api/trpc/alert.answer', { id: 1, answer: 'confirmed' }],
  ['POST', '/api/trpc/auth.stepUp', { password }],
  ['POST', '/api/trpc/auth.changePassword', { newPassword: password }],
] as const;

it.runIf(hasServer)(
  'while the database is away nobody gets in and nobody is thrown out; when it is back all goes on by itself',
  { timeout: 120_000 },
  async () => {
    const place = await temporaryServerDatabase();
    const url = new URL(place.location.url);
    const proxy = await loopbackProxy(url.hostname, Number(url.port || 5432));
    try {
      url.host = `127.0.0.1:${proxy.port}`;
      const { child, ready } = startProcess({ DATABASE_URL: url.href });
      let log = '';
      child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
      const address = await ready;
      const email = 'ada@example.com';
      const post = (path: string, body: object) =>
        fetch(`${address}${path}`, { method: 'POST', body: JSON.stringify(body) });
      const signedUp = await post('/api/v1/auth/signup', { email, password, stay_logged_in: true });
      const { session_token: token }: { session_token: string } = JSON.parse(await signedUp.text());

      const ask = async ([method, path, body]: (typeof behindTheDoor)[number]) => {
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

      for (const trouble of ['cut', 'swallow'] as const) {
        proxy[trouble]();
        // For the rest of its lease it may answer from memory, for as long nobody's end can have been answered.
        const away = performance.now();
        await vi.waitFor(async () => expect(await readiness()).toEqual([503, 'no_database']), 5_000);
        expect(performance.now() - away).toBeLessThan(leaseLasts + 500);
        expect((await fetch(`${address}/healthz`)).status).toBe(200);
        // A network that swallows everything costs each request its whole patience: all wait together.
        const answers = await Promise.all(behindTheDoor.map(ask));
        for (const { path, answer, text } of answers) {
          expect([trouble, path, answer.status]).toEqual([trouble, path, 503]);
          expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
          expect(answer.headers.getSetCookie()).toEqual([]);
          expect(answer.headers.get('clear-site-data')).toBeNull();
          // Six requests of one user wait for the database at most; the others are refused at once.
          expect(text).toMatch(/"(service_unavailable|busy)"/);
        }
        expect((await post('/api/v1/auth/signin', { email, password })).status).toBe(503);
        expect((await post('/api/v1/auth/signup', { email: 'bob@example.com', password })).status).toBe(503);
        expect((await fetch(`${address}/sessions`)).status).toBe(200);

        proxy.mend();
        const back = async () => (await ask(['GET', '/api/v1/user/myself'])).answer.status;
        for (let tries = 0; tries < 50 && (await back()) !== 200; tries++) await sleep(100);
        expect(await back()).toBe(200);
        expect((await ask(['GET', '/api/trpc/session.list'])).answer.status).toBe(200);
        await vi.waitFor(async () => expect(await readiness()).toEqual([200, 'ready']), 15_000);
      }
      expect(child.exitCode).toBeNull();
      for (const secret of [token, password, email]) expect(log).not.toContain(secret);
      expect(log).toContain('"code":"service_unavailable"');
    } finally {
      proxy.close();
      await place.remove();
    }
  },
);
