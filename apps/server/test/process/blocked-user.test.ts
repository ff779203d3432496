import { connectTo, hasServer, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { leaseDuration } from '@latchkey/sessions/instances/lease';
import { waitFor } from '@latchkey/testing/wait-for';
import { afterEach, describe, expect, it } from 'vitest';
import { RestClient } from '../rest-client.ts';
import { startProcess } from '../server-process.ts';

const password = 'correct horse battery';

interface Account {
  readonly email: string;
  /** The tokens of its sessions. The first one has proved the password. */
  readonly tokens: readonly [string, string];
}

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** The server on a new database, and a connection of the test that can lock rows. */
async function start() {
  const place = await temporaryServerDatabase();
  undo.push(place.remove);
  const { ready } = startProcess({ DATABASE_URL: place.location.url, RATE_LIMITS: 'off', LOG_LEVEL: 'silent' });
  const address = await ready;
  const holder = await connectTo(place.location.url);
  undo.push(() => holder.end());

  async function ask(what: string, path: string, token: string | null, body?: object, method = 'POST') {
    const answer = await fetch(`${address}/api/${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { what, status: answer.status, retryAfter: answer.headers.get('retry-after'), text: await answer.text() };
  }
  const client = new RestClient(address);
  return {
    holder,
    ask,
    list: (token: string) => ask('list', 'v1/user/myself/session', token, undefined, 'GET'),
    signIn: (email: string) => ask('sign-in', 'v1/auth/signin', null, { email, password }),
    readiness: async () => (await fetch(`${address}/readyz`)).status,
    async signUp(email: string): Promise<Account> {
      const [first, second] = [await client.signUp({ email, password }), await client.signIn({ email, password })];
      return { email, tokens: [first.token, second.token] };
    },
  };
}

type Server = Awaited<ReturnType<typeof start>>;

/** Repeats a check until the lease that the instance had at the start must have ended, unless it was renewed. */
async function forLongerThanALease(check: () => Promise<void>): Promise<void> {
  const end = performance.now() + 1.5 * leaseDuration;
  while (performance.now() < end) await check();
}

/** One request of each kind that needs the row of its user, or a row that refers to it. */
function everyKind({ ask }: Server, { tokens: [token, other] }: Account) {
  const trpc = (name: string, input: object) => ask(name, `trpc/${name}`, token, input);
  return [
    trpc('session.revokeOthers', {}),
    trpc('session.revokeMany', { ids: [1, 2, 3] }),
    trpc('session.revokeAll', {}),
    trpc('device.rename', { deviceId: 1, label: 'Kitchen' }),
    trpc('user.setIdleLimit', { limit: null }),
    trpc('user.setLanguage', { language: 'de' }),
    trpc('alert.answer', { id: 1, answer: 'confirmed' }),
    ask('step-up', 'v1/auth/stepup', other, { password: 'incorrect horse' }),
    ask('password', 'v1/auth/password', token, { new_password: 'another horse battery' }),
  ];
}

describe.runIf(hasServer)('while another transaction has locked the row of a user', { timeout: 120_000 }, () => {
  it('other users are answered first, the lease is kept, and every request is answered or refused', async () => {
    const server = await start();
    const [ada, bob] = [await server.signUp('ada@example.com'), await server.signUp('bob@example.com')];
    await server.holder.query('BEGIN');
    await server.holder.query('SELECT 1 FROM users WHERE email = $1 FOR UPDATE', [ada.email]);
    const asked = [...Array.from({ length: 10 }, () => server.signIn(ada.email)), ...everyKind(server, ada)];
    let answered = 0;
    for (const each of asked) void each.then(() => (answered += 1));
    const blocked = async () => {
      const { rows } = await server.holder.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM pg_locks
        WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`,
      );
      expect(rows[0]?.count).toBeGreaterThan(0);
    };
    await waitFor(blocked, { interval: 3 });

    expect((await server.list(bob.tokens[0])).status).toBe(200);
    const revoked = await server.ask('revoke', 'trpc/session.revokeOthers', bob.tokens[0], {});
    expect([revoked.status, answered < asked.length]).toEqual([200, true]);
    expect((await server.signIn(bob.email)).status).toBe(200);
    await forLongerThanALease(async () => {
      expect([await server.readiness(), (await server.list(bob.tokens[0])).status]).toEqual([200, 200]);
    });
    await server.holder.query('COMMIT');
    for (const { what, status, retryAfter } of await Promise.all(asked)) {
      expect([what, status < 500 || (status === 503 && Number(retryAfter) > 0)]).toEqual([what, true]);
    }
    expect((await server.signIn(bob.email)).status).toBe(200);
  });

  it('other users are answered although eight rows are locked and there are more requests than connections', async () => {
    const server = await start();
    const bob = await server.signUp('bob@example.com');
    const others = await Promise.all(Array.from({ length: 8 }, (_, index) => server.signUp(`${index}@example.com`)));
    await server.holder.query('BEGIN');
    await server.holder.query('SELECT 1 FROM users WHERE email <> $1 FOR UPDATE', [bob.email]);
    const asked = others.flatMap(({ tokens: [token] }) =>
      Array.from({ length: 5 }, () => server.ask('revoke', 'trpc/session.revokeOthers', token, {})),
    );
    let answered = 0;
    for (const each of asked) void each.then(() => (answered += 1));
    for (let round = 0; round < 5; round += 1) expect((await server.list(bob.tokens[0])).status).toBe(200);
    const revoked = await server.ask('revoke', 'trpc/session.revokeOthers', bob.tokens[0], {});
    expect([revoked.status, answered < asked.length]).toEqual([200, true]);
    await forLongerThanALease(async () => expect(await server.readiness()).toBe(200));
    await server.holder.query('COMMIT');
    for (const { status } of await Promise.all(asked)) expect([200, 503]).toContain(status);
  });
});

describe.runIf(hasServer)('while another transaction has locked a table', { timeout: 120_000 }, () => {
  it('requests are refused with Retry-After, and the instance keeps its lease', async () => {
    const server = await start();
    const { tokens } = await server.signUp('ada@example.com');
    await server.holder.query('BEGIN');
    await server.holder.query('LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE');
    const asked = Array.from({ length: 30 }, () => server.list(tokens[0]));
    let isRefused = false;
    const first = Promise.race(asked).finally(() => (isRefused = true));
    while (!isRefused) expect(await server.readiness()).toBe(200);
    await forLongerThanALease(async () => expect(await server.readiness()).toBe(200));
    const { status: firstStatus, retryAfter } = await first;
    expect([firstStatus, Number(retryAfter) > 0]).toEqual([503, true]);
    await server.holder.query('COMMIT');
    for (const { status } of await Promise.all(asked)) expect([200, 503]).toContain(status);
    expect((await server.list(tokens[0])).status).toBe(200);
  });
});
