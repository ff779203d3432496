import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasServer, temporaryCluster, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RestClient, ada } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

/** In the suite the attempts come at once. As a soak there is one every six seconds, for ATTACK_MINUTES. */
const minutes = Number(process.env.ATTACK_MINUTES ?? 0);
const rounds = 5;
const attemptsPerRound = minutes > 0 ? Math.ceil((minutes * 10) / rounds) : 15;

/** In milliseconds, enough for the start of an embedded database on a busy machine. */
const startTimeout = 180_000;

let place: Awaited<ReturnType<typeof temporaryCluster | typeof temporaryServerDatabase>>;
beforeEach(async () => {
  place = await (hasServer ? temporaryServerDatabase() : temporaryCluster());
});
afterEach(() => place.remove());

function start(environment: Record<string, string>) {
  const { location } = place;
  const where = 'url' in location ? { DATABASE_URL: location.url } : { DATA_DIR: location.dataDir };
  return startProcess({ ...where, LOG_LEVEL: 'silent', ...environment });
}

/** A client behind the proxy in front of the server. */
const clientAt = (origin: string, ip: string) => new RestClient(origin, { 'x-forwarded-for': ip });

describe('the real process under attack', () => {
  it(
    'lets the owner sign in from another network while an attacker uses up the attempts on the account',
    async () => {
      const server = await start({ TRUST_PROXY: '1' }).ready;
      expect((await clientAt(server, '203.0.113.1').signUp()).status).toBe(201);
      const attacker = clientAt(server, '198.51.100.66');
      const guess = { ...ada, password: 'a guess' };
      const answers: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        for (let count = 0; count < attemptsPerRound; count += 1) {
          answers.push((await attacker.signIn(guess)).status);
          if (minutes > 0) await sleep(6000);
        }
        expect((await clientAt(server, `192.0.2.${round + 1}`).signIn()).status).toBe(200);
      }
      expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
      expect(answers).toContain(429);
      expect(new Set(answers)).toEqual(new Set([401, 429]));
    },
    startTimeout + minutes * 90_000,
  );

  it.runIf(process.platform === 'linux')(
    'answers 300 simultaneous sign-ins with documented statuses and bounded memory, and other requests meanwhile',
    async () => {
      const { child, ready } = start({ RATE_LIMITS: 'off', TRUST_PROXY: '1' });
      const server = await ready;
      const owner = clientAt(server, '203.0.113.1');
      expect((await owner.signUp()).status).toBe(201);
      expect((await owner.signIn()).status).toBe(200);
      const peak = () =>
        Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
      const before = peak();
      const flood = Array.from({ length: 300 }, (_, at) =>
        clientAt(server, `198.51.100.${at % 3}`).signIn(at % 2 ? ada : { ...ada, email: `${at}@example.com` }),
      );
      // A client of another network is answered before the queue of the three.
      const elsewhere = await clientAt(server, '192.0.2.1').signIn({ ...ada, email: 'bob@example.com' });
      expect([401, 503]).toContain(elsewhere.status);
      expect((await fetch(`${server}/healthz`)).status).toBe(200);
      const answers = await Promise.all(flood);
      for (const { status, code, retryAfter } of answers) {
        // On a busy machine the database may be too slow for some of them.
        if (status === 503) expect(['busy 2', 'service_unavailable 2']).toContain(`${code} ${retryAfter}`);
        else expect([200, 401]).toContain(status);
      }
      expect(answers.some(({ status }) => status === 200)).toBe(true);
      expect(answers.some(({ code }) => code === 'busy')).toBe(true);
      // 300 hashes at once would be 5.7 GB.
      expect(peak() - before).toBeLessThan(400);
      expect((await owner.signIn()).status).toBe(200);
    },
    startTimeout,
  );
});
