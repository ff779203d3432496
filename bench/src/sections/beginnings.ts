import { ask } from '../load/answer.ts';
import { type Plan, usualRows } from '../plan.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { quantile } from '../quantile.ts';
import { seedLatchkey } from '../seeding/latchkey-seed.ts';
import { serviceHeaders as headers, serviceKeys } from '../service-key.ts';

const users = 100;
const connections = 16;
const warmUps = 1_000;
const sessions = 5_000;
/** Live sessions of a user: more end another one, so that the tables do not grow without bound. */
const perUser = 10;

export interface BeginningResults {
  readonly sessions: number;
  readonly users: number;
  readonly connections: number;
  /** CPU time of the server process for one session, in microseconds. */
  readonly cpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Begins sessions over the service API, and measures the CPU time of the server for one. */
export async function measureBeginnings({ root }: Plan): Promise<BeginningResults> {
  const url = await seedLatchkey(root, usualRows);
  const settings = { ACCOUNTS: 'both', SERVICE_KEYS: serviceKeys, PROGRAM_SESSIONS_PER_USER: String(perUser) };
  const server = await ServerProcess.start(latchkeyProgram(root, url, settings));
  try {
    progressLine('beginnings: warming up');
    await begin(server.origin, warmUps);
    progressLine(`beginnings: ${sessions.toLocaleString('en')} sessions`);
    const before = await server.cpu();
    const started = performance.now();
    const took = await begin(server.origin, sessions);
    const seconds = (performance.now() - started) / 1000;
    const cpu = ((await server.cpu()) - before) / sessions;
    const at = (share: number) => quantile(took, share);
    return { sessions, users, connections, cpu, perSecond: sessions / seconds, p50: at(0.5), p99: at(0.99) };
  } finally {
    await removeUsers(server.origin).finally(() => server.stop());
    closeProgress();
  }
}

const subjectOf = (user: number): string => `bench-${user}`;

/** Begins `count` sessions. Returns the time of each in milliseconds, sorted. */
async function begin(origin: string, count: number): Promise<number[]> {
  const took: number[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const body = JSON.stringify({
        subject: subjectOf(next++ % users),
        methods: ['pwd'],
        kind: 'program',
        client: { ip: '203.0.113.9', headers: { 'user-agent': 'shop/1.0', 'accept-language': 'en' } },
      });
      const answer = await ask(origin, '/api/v1/service/sessions', headers, 'POST', body);
      if (answer.status !== 201) throw new Error(`A session did not begin: ${answer.status} ${answer.body}`);
      took.push(answer.took);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return took.toSorted((one, other) => one - other);
}

async function removeUsers(origin: string): Promise<void> {
  for (let user = 0; user < users; user += 1) {
    await ask(origin, `/api/v1/service/users/${subjectOf(user)}`, headers, 'DELETE');
  }
}
