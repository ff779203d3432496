import { readFile } from 'node:fs/promises';
import { createClient } from 'redis';
import { type Answer, ask } from '../load/answer.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import { knownToken } from '../known-token.ts';
import { type Plan, usualRows } from '../plan.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { quantile } from '../quantile.ts';
import { callerHeaders, myself, sessionList } from '../contestants/latchkey.ts';
import type { Field } from '../contestants/field.ts';
import { environment } from '../environment.ts';
import { LatchkeyLayout } from '../seeding/latchkey-layout.ts';
import { callers } from '../seeding/peer-layout.ts';
import { freshenLatchkey, seedLatchkey } from '../seeding/latchkey-seed.ts';

const instances = 3;
const revocations = 500;
/** Authenticated requests a second to each instance meanwhile: less than a tenth of its capacity. */
const background = 150;
/** The duration of the load in seconds, longer than the revocations take. */
const longest = 300;

interface RevocationRow {
  readonly title: string;
  /** From the DELETE to its answer, in milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** How often the token was sent to an instance right after the answer. */
  readonly shown: number;
  /** How often it was still accepted. */
  readonly opened: number;
}

export interface RevocationResults {
  readonly rows: readonly RevocationRow[];
  readonly revocations: number;
  readonly instances: number;
  readonly background: number;
  readonly notes: readonly string[];
}

/** Ends sessions on one of three instances, and checks that all of them refuse the token after the answer. */
export async function measureRevocation({ root }: Plan): Promise<RevocationResults> {
  const layout = new LatchkeyLayout(usualRows);
  const url = await seedLatchkey(root, usualRows);
  progressLine('making all sessions of Latchkey live');
  await freshenLatchkey(url, layout, 10);
  const field: Field = { root, latchkeyUrl: url, layout, answerHeaders: {}, trpcHeaders: {} };
  const rows = [await revoke(field, `${instances} instances on one PostgreSQL`, 1, {})];
  const missing = await whyNoRedis(root);
  if (missing === null) {
    rows.push(await revoke(field, `the same, with REDIS_URL`, 2, { REDIS_URL: environment.redis }));
  }
  closeProgress();
  return { rows, revocations, instances, background, notes: missing === null ? [] : [missing] };
}

async function revoke(
  field: Field,
  title: string,
  place: number,
  variables: Record<string, string>,
): Promise<RevocationRow> {
  const { root, latchkeyUrl, layout } = field;
  // Every fourth known user is part of the background load; these are other users.
  const users = Array.from({ length: revocations }, (_, index) => index * 4 + 1);
  const bearer = (user: number, session: number) => authorization(layout, user, session);
  const program = latchkeyProgram(root, latchkeyUrl, variables);
  const servers = await Promise.all(Array.from({ length: instances }, () => ServerProcess.start(program)));
  const generator = new LoadGenerator();
  try {
    progressLine(`revocation, ${title}: showing all tokens to all instances`);
    await Promise.all(
      servers.map(({ port }) => {
        const own = users.flatMap((user) => [bearer(user, 0), bearer(user, place)]);
        const requests = own.map((headers) => requestText(port, myself, headers));
        return generator.run({ port, requests, connections: 8, atLeast: requests.length * 2 });
      }),
    );
    let loadEnd: string | null = null;
    const load = Promise.all(
      servers.map(({ port }) => {
        const requests = Array.from({ length: callers }, (_, caller) =>
          requestText(port, myself, callerHeaders(field, caller)),
        );
        return generator.run({ port, requests, connections: 4, seconds: longest, rate: background });
      }),
    ).catch((error: unknown) => {
      loadEnd = String(error);
    });
    const times: number[] = [];
    let opened = 0;
    progressLine(`revocation, ${title}: ending ${revocations} sessions`);
    for (const [turn, user] of users.entries()) {
      const server = servers[turn % instances] ?? servers[0];
      const path = `${sessionList}/${layout.sessionId(user, place)}`;
      const answer = await ask(server?.origin ?? '', path, bearer(user, 0), 'DELETE');
      if (answer.status !== 200) throw new Error(`Not ended: ${answer.status} ${answer.body}`);
      times.push(answer.took);
      const shown = await Promise.all(servers.map(({ origin }) => ask(origin, myself, bearer(user, place))));
      opened += shown.filter(isOpen).length;
    }
    if (loadEnd !== null) throw new Error(`The load ended early: ${loadEnd}`);
    // The load ends when its servers stop.
    await Promise.all(servers.map((server) => server.stop()));
    await load;
    const sorted = times.toSorted((a, b) => a - b);
    return {
      title,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      longest: sorted.at(-1) ?? Number.NaN,
      shown: revocations * instances,
      opened,
    };
  } finally {
    await Promise.all([generator.stop(), ...servers.map((server) => server.stop())]);
  }
}

const authorization = (layout: LatchkeyLayout, user: number, session: number) => ({
  authorization: `Bearer ${knownToken(layout.tokenIndex(user, session))}`,
});

const isOpen = ({ status }: Answer): boolean => status !== 401;

/** The reason to skip the run with Redis, or null. */
async function whyNoRedis(root: URL): Promise<string | null> {
  const settings = await readFile(new URL('apps/server/dist/config/environment.js', root), 'utf8');
  if (!settings.includes('REDIS_URL')) return 'This Latchkey knows no REDIS_URL: measured on PostgreSQL alone.';
  const client = createClient({ url: environment.redis, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.close();
    return null;
  } catch {
    return 'No Redis was there: measured on PostgreSQL alone.';
  }
}
