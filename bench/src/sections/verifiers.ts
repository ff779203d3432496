import { setTimeout as sleep } from 'node:timers/promises';
import { serverFile, valueAt } from '../contestants/contestant.ts';
import { sessionList } from '../contestants/latchkey.ts';
import { knownToken } from '../known-token.ts';
import { ask } from '../load/answer.ts';
import { type Plan, usualRows } from '../plan.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { quantile } from '../quantile.ts';
import { LatchkeyLayout } from '../seeding/latchkey-layout.ts';
import { freshenLatchkey, seedLatchkey } from '../seeding/latchkey-seed.ts';
import { serviceKey, serviceKeys } from '../service-key.ts';

const instances = 2;
const applications = 50;
/** The applications share some processes, each with its own connection and memory. */
const processes = 5;
const revocations = 300;
const revocationsMeanwhile = 8;

interface VerifierRow {
  readonly title: string;
  readonly revocations: number;
  /** From the DELETE to its answer, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** How often the token was sent to an application right after the answer. */
  readonly shown: number;
  /** How often it was still accepted. */
  readonly opened: number;
}

export interface VerifierResults {
  readonly rows: readonly VerifierRow[];
  readonly applications: number;
  readonly instances: number;
}

/** Ends sessions that connected applications have in memory, and checks that all of them refuse the token after the answer. */
export async function measureVerifiers({ root }: Plan): Promise<VerifierResults> {
  const layout = new LatchkeyLayout(usualRows);
  const url = await seedLatchkey(root, usualRows);
  progressLine('making all sessions of Latchkey live');
  await freshenLatchkey(url, layout, 10);
  const program = latchkeyProgram(root, url, { ACCOUNTS: 'both', SERVICE_KEYS: serviceKeys });
  const servers = await Promise.all(Array.from({ length: instances }, () => ServerProcess.start(program)));
  const variables = {
    LATCHKEY_ROOT: root.href,
    LATCHKEY_URLS: servers.map(({ origin }) => origin).join(' '),
    LATCHKEY_KEY: serviceKey,
    APPLICATIONS: String(applications / processes),
  };
  const crowd = { file: serverFile('applications/crowd'), variables };
  const crowds = await Promise.all(Array.from({ length: processes }, () => ServerProcess.start(crowd)));
  const field = { servers, crowds, layout };
  try {
    const [hanging] = crowds;
    const rows = [
      await revoke(field, `${applications} connected applications`, { from: 0, count: revocations }),
      await revoke(field, `the same, ${applications / processes} of which hang`, {
        from: revocations,
        count: revocationsMeanwhile,
        ...(hanging ? { hanging } : {}),
      }),
    ];
    return { rows, applications, instances };
  } finally {
    await Promise.all([...crowds, ...servers].map((server) => server.stop()));
    closeProgress();
  }
}

interface Field {
  readonly servers: readonly ServerProcess[];
  readonly crowds: readonly ServerProcess[];
  readonly layout: LatchkeyLayout;
}

interface Extent {
  /** The number of the first user. */
  readonly from: number;
  readonly count: number;
  /** A process that is paused while each session is ended, and answers again right afterwards. */
  readonly hanging?: ServerProcess;
}

async function revoke(field: Field, title: string, { from, count, hanging }: Extent): Promise<VerifierRow> {
  const { servers, crowds, layout } = field;
  const bearer = (user: number, session: number) => ({
    authorization: `Bearer ${knownToken(layout.tokenIndex(user, session))}`,
  });
  const accepted = async (user: number): Promise<number> => {
    const answers = await Promise.all(crowds.map(({ origin }) => ask(origin, '/', bearer(user, 1))));
    return answers.reduce((sum, answer) => sum + Number(valueAt(answer, 'accepted')), 0);
  };
  const times: number[] = [];
  let opened = 0;
  for (let turn = 0; turn < count; turn += 1) {
    if (turn % 50 === 0) progressLine(`verifiers, ${title}: ${turn} of ${count} sessions`);
    const user = from + turn;
    // Twice: the second answers come from memory.
    for (let time = 0; time < 2; time += 1) {
      const live = await accepted(user);
      if (live !== applications) throw new Error(`${live} of ${applications} applications accept a live session`);
    }
    hanging?.pause();
    const server = servers[turn % servers.length] ?? servers[0];
    const path = `${sessionList}/${layout.sessionId(user, 1)}`;
    const answer = await ask(server?.origin ?? '', path, bearer(user, 0), 'DELETE');
    hanging?.resume();
    if (answer.status !== 200) throw new Error(`Not ended: ${answer.status} ${answer.body}`);
    times.push(answer.took);
    opened += await accepted(user);
    // Those that hung get a new lease before the next session.
    if (hanging) await sleep(1_000);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    title,
    revocations: count,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    longest: sorted.at(-1) ?? Number.NaN,
    shown: count * applications,
    opened,
  };
}
