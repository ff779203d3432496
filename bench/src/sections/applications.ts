import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { betterAuthHeaders, betterAuthStranger, betterAuthWith } from '../contestants/better-auth.ts';
import { type RequestHeaders, isUnauthorized, serverFile, valueAt } from '../contestants/contestant.ts';
import { type Field, knownCaller } from '../contestants/field.ts';
import { callerEmail } from '../contestants/latchkey.ts';
import { knownToken, strangersToken } from '../known-token.ts';
import { ask } from '../load/answer.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import { type Ratio, type Side, type Turn, ratioOf, takeTurns } from '../load/turns.ts';
import type { Plan } from '../plan.ts';
import { MeasuredLatchkey } from '../processes/measured-latchkey.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { median } from '../quantile.ts';
import { callers, callingUser, peerEmail } from '../seeding/peer-layout.ts';
import { serviceKey } from '../service-key.ts';
import { prepareField } from './prepare-field.ts';

const connections = 32;
/** In each round, which starts the applications again. */
const turnsInRound = 5;
const warmUp = { seconds: 5, patience: 20 };
const path = '/myself';

const frameworks = ['express', 'fastify', 'hono'] as const;
type Framework = (typeof frameworks)[number];
const names = { express: 'Express', fastify: 'Fastify', hono: 'Hono' } as const;
const titles = {
  none: 'without authentication',
  map: 'with a Map, by hand',
  latchkey: 'with @latchkey/node',
  'better-auth': 'with better-auth',
};
type Authentication = keyof typeof titles;
const authentications = ['none', 'map', 'latchkey', 'better-auth'] as const;

/**
 * `cpu`: the time of the application and of Latchkey, in microseconds. `ofLatchkey`: Latchkey's part of it. `asked`: requests that
 * Latchkey received, of any kind.
 */
type Counter = 'cpu' | 'ofLatchkey' | 'asked';

interface Row {
  readonly framework: string;
  readonly authentication: Authentication;
  readonly title: string;
  /** Medians over the turns; times of one request in microseconds. */
  readonly cpu: number;
  readonly ofLatchkey: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Compared with the same application without authentication. */
  readonly ratio: Ratio;
}

export interface ApplicationResults {
  readonly rows: readonly Row[];
  /** In all measurements together, after the warm-up. */
  readonly requestsToLatchkey: number;
  readonly turns: number;
  readonly seconds: number;
  readonly connections: number;
  readonly callers: number;
}

/** Measures the same application with each authentication, in three frameworks. */
export async function measureApplications(plan: Plan): Promise<ApplicationResults> {
  const field = await prepareField(plan);
  const peer = betterAuthWith({});
  progressLine('preparing better-auth');
  await peer.prepare?.();
  const latchkey = await MeasuredLatchkey.start(field);
  const generator = new LoadGenerator();
  const wanted = frameworks.filter(
    (framework) => plan.only.length === 0 || plan.only.some((start) => framework.startsWith(start)),
  );
  const rows: Row[] = [];
  let requestsToLatchkey = 0;
  const seconds = plan.seconds / 3;
  const sessionsFile = writeSessions(field);
  try {
    for (const framework of wanted) {
      const found: Turn<Counter>[][] = authentications.map(() => []);
      for (let round = 1; round <= plan.rounds; round += 1) {
        progressLine(`applications, round ${round} of ${plan.rounds}: ${names[framework]}`);
        const turns = await measureRound(framework, {
          latchkey,
          generator,
          field,
          seconds,
          sessionsFile,
          peer: peer.program.variables,
        });
        for (const [index, ofSide] of turns.entries()) found[index]?.push(...ofSide);
      }
      const [base = []] = found;
      rows.push(...authentications.map((name, index) => rowOf(framework, name, found[index] ?? [], base)));
      requestsToLatchkey += found.flat().reduce((sum, { grown, answered }) => sum + grown.asked * answered, 0);
    }
  } finally {
    await generator.stop();
    await latchkey.stop();
    rmSync(dirname(sessionsFile), { recursive: true });
    closeProgress();
  }
  const turns = plan.rounds * turnsInRound;
  return { rows, requestsToLatchkey: Math.round(requestsToLatchkey), turns, seconds, connections, callers };
}

function rowOf(
  framework: Framework,
  authentication: Authentication,
  turns: readonly Turn<Counter>[],
  base: readonly Turn<Counter>[],
): Row {
  return {
    framework: names[framework],
    authentication,
    title: `${names[framework]} ${titles[authentication]}`,
    cpu: median(turns.map(({ grown }) => grown.cpu)),
    ofLatchkey: median(turns.map(({ grown }) => grown.ofLatchkey)),
    perSecond: median(turns.map(({ perSecond }) => perSecond)),
    p50: median(turns.map(({ p50 }) => p50)),
    p99: median(turns.map(({ p99 }) => p99)),
    ratio: ratioOf(turns, base),
  };
}

interface Round {
  readonly latchkey: MeasuredLatchkey;
  readonly generator: LoadGenerator;
  readonly field: Field;
  /** Of one turn. */
  readonly seconds: number;
  /** The known sessions, for the Map. */
  readonly sessionsFile: string;
  readonly peer: Readonly<Record<string, string>>;
}

/** Starts the applications of a framework, and measures them in turn. */
async function measureRound(framework: Framework, round: Round): Promise<Turn<Counter>[][]> {
  const { latchkey, generator, field, seconds, peer } = round;
  const servers: ServerProcess[] = [];
  try {
    const sides: Side<Counter>[] = [];
    for (const authentication of authentications) {
      const variables = {
        AUTHENTICATION: authentication,
        LATCHKEY_ROOT: field.root.href,
        LATCHKEY_URL: latchkey.origin,
        LATCHKEY_KEY: serviceKey,
        COOKIE_NAME: latchkey.cookieName,
        SESSIONS_FILE: round.sessionsFile,
        ...peer,
      };
      const server = await ServerProcess.start({ file: serverFile(`applications/${framework}`), variables });
      servers.push(server);
      await verify(server.origin, round, authentication);
      sides.push(sideOf(server, round, authentication));
    }
    return await takeTurns(generator, sides, { connections, turns: turnsInRound, seconds, warmUp });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** Writes the hash of each caller's token with the e-mail address, and returns the path of the file. */
function writeSessions(field: Field): string {
  const file = join(mkdtempSync(join(tmpdir(), 'latchkey-bench-')), 'sessions.json');
  const sessions = Array.from({ length: callers }, (_, caller) => [
    createHash('sha256').update(tokenOf(field, caller)).digest('base64url'),
    callerEmail(field, caller),
  ]);
  writeFileSync(file, JSON.stringify(sessions));
  return file;
}

const tokenOf = (field: Field, caller: number): string =>
  knownToken(field.layout.tokenIndex(knownCaller(field, caller)));

function sideOf(server: ServerProcess, round: Round, authentication: Authentication): Side<Counter> {
  const { latchkey } = round;
  return {
    port: server.port,
    requests: Array.from({ length: callers }, (_, caller) =>
      requestText(server.port, path, headersOf(round, authentication, caller)),
    ),
    async counters() {
      // An instance works for itself too, so its time counts only where the application uses it.
      const ofLatchkey = authentication === 'latchkey' ? await latchkey.cpu() : 0;
      return { cpu: (await server.cpu()) + ofLatchkey, ofLatchkey, asked: await latchkey.asked() };
    },
  };
}

/** The headers of a caller. Without authentication they are those of Latchkey. */
function headersOf({ latchkey, field }: Round, authentication: Authentication, caller: number): RequestHeaders {
  if (authentication === 'better-auth') return betterAuthHeaders(caller);
  return latchkey.browserHeaders(tokenOf(field, caller));
}

/** Throws on a wrong answer, because its cost says nothing. */
async function verify(origin: string, round: Round, authentication: Authentication): Promise<void> {
  const { latchkey, field } = round;
  if (authentication === 'none') return;
  for (let caller = 0; caller < callers; caller += callers / 20) {
    const answer = await ask(origin, path, headersOf(round, authentication, caller));
    const email = authentication === 'better-auth' ? peerEmail(callingUser(caller)) : callerEmail(field, caller);
    if (valueAt(answer, 'user', 'email') !== email) throw new Error(`A wrong answer: ${answer.status} ${answer.body}`);
  }
  const stranger = authentication === 'better-auth' ? betterAuthStranger : latchkey.browserHeaders(strangersToken);
  const answer = await ask(origin, path, stranger);
  if (!isUnauthorized(answer)) throw new Error(`A stranger was let in: ${answer.status} ${answer.body}`);
}
