import { betterAuthHeaders, betterAuthStranger, betterAuthWith } from '../contestants/better-auth.ts';
import { type RequestHeaders, isUnauthorized, serverFile, valueAt } from '../contestants/contestant.ts';
import { type Field, knownCaller } from '../contestants/field.ts';
import { callerEmail } from '../contestants/latchkey.ts';
import { knownToken, strangersToken } from '../known-token.ts';
import { ask } from '../load/answer.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import type { Plan } from '../plan.ts';
import { MeasuredLatchkey } from '../processes/measured-latchkey.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { median } from '../quantile.ts';
import { callers, callingUser, peerEmail } from '../seeding/peer-layout.ts';
import { serviceKey } from '../service-key.ts';
import { prepareField } from './field.ts';

const connections = 32;
const warmUpSeconds = 2;
const longestWarmUp = 20;
const path = '/myself';

const frameworks = ['express', 'fastify', 'hono'] as const;
const names = { express: 'Express', fastify: 'Fastify', hono: 'Hono' } as const;
const titles = { none: 'without authentication', latchkey: 'with @latchkey/node', 'better-auth': 'with better-auth' };
type Authentication = keyof typeof titles;
const authentications = ['none', 'latchkey', 'better-auth'] as const;

interface Sample {
  /** CPU time of the application and of Latchkey for one request, in microseconds. */
  readonly cpu: number;
  readonly ofLatchkey: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Requests that Latchkey received meanwhile, of any kind. */
  readonly requestsToLatchkey: number;
}

interface Row extends Omit<Sample, 'requestsToLatchkey'> {
  readonly framework: string;
  readonly authentication: Authentication;
  readonly title: string;
  /** The CPU time of each round, to show its spread. */
  readonly rounds: readonly number[];
}

export interface ApplicationResults {
  readonly rows: readonly Row[];
  /** In all measurements together, after the warm-up. */
  readonly requestsToLatchkey: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly callers: number;
}

/** One application: a framework with or without authentication. */
interface Application {
  readonly framework: (typeof frameworks)[number];
  readonly authentication: Authentication;
}

/** Measures the same application without authentication, with `@latchkey/node` and with better-auth, in three frameworks. */
export async function measureApplications(plan: Plan): Promise<ApplicationResults> {
  const field = await prepareField(plan);
  const peer = betterAuthWith({});
  progressLine('preparing better-auth');
  await peer.prepare?.();
  const latchkey = await MeasuredLatchkey.start(field);
  const generator = new LoadGenerator();
  const wanted = frameworks
    .filter((framework) => plan.only.length === 0 || plan.only.some((start) => framework.startsWith(start)))
    .flatMap((framework) => authentications.map((authentication): Application => ({ framework, authentication })));
  const samples = new Map<Application, Sample[]>(wanted.map((application) => [application, []]));
  try {
    for (let round = 1; round <= plan.rounds; round += 1) {
      for (const application of wanted) {
        const { framework, authentication } = application;
        progressLine(`applications, round ${round} of ${plan.rounds}: ${names[framework]}, ${titles[authentication]}`);
        const variables = {
          AUTHENTICATION: authentication,
          LATCHKEY_ROOT: field.root.href,
          LATCHKEY_URL: latchkey.origin,
          LATCHKEY_KEY: serviceKey,
          ...peer.program.variables,
        };
        const server = await ServerProcess.start({ file: serverFile(`applications/${framework}`), variables });
        try {
          const turn: Turn = { server, latchkey, generator, field, plan, authentication };
          await verify(turn);
          samples.get(application)?.push(await measure(turn));
        } finally {
          await server.stop();
        }
      }
    }
  } finally {
    await generator.stop();
    await latchkey.stop();
    closeProgress();
  }
  const requestsToLatchkey = [...samples.values()].flat().reduce((sum, sample) => sum + sample.requestsToLatchkey, 0);
  const rows = Array.from(samples, ([application, taken]) => rowOf(application, taken));
  return { rows, requestsToLatchkey, rounds: plan.rounds, seconds: plan.seconds, connections, callers };
}

function rowOf({ framework, authentication }: Application, taken: readonly Sample[]): Row {
  const middle = (name: keyof Sample) => median(taken.map((sample) => sample[name]));
  return {
    framework: names[framework],
    authentication,
    title: `${names[framework]} ${titles[authentication]}`,
    cpu: middle('cpu'),
    ofLatchkey: middle('ofLatchkey'),
    perSecond: middle('perSecond'),
    p50: middle('p50'),
    p99: middle('p99'),
    rounds: taken.map(({ cpu }) => cpu),
  };
}

interface Turn {
  readonly server: ServerProcess;
  readonly latchkey: MeasuredLatchkey;
  readonly generator: LoadGenerator;
  readonly field: Field;
  readonly plan: Plan;
  readonly authentication: Authentication;
}

async function measure(turn: Turn): Promise<Sample> {
  const { server, latchkey, generator, plan, authentication } = turn;
  const requests = Array.from({ length: callers }, (_, caller) =>
    requestText(server.port, path, headersOf(turn, caller)),
  );
  const wish = { port: server.port, requests, connections };
  // An instance works for itself too, so its time counts only where the application uses it.
  const isUsed = authentication === 'latchkey';
  // Sends every token once, so that each session is in memory.
  const atLeast = isUsed ? callers : 0;
  const warm = await generator.run({ ...wish, seconds: warmUpSeconds, atLeast, patience: longestWarmUp });
  const before = { application: await server.cpu(), latchkey: await latchkey.cpu(), asked: await latchkey.asked() };
  const report = await generator.run({ ...wish, seconds: plan.seconds, from: warm.answered });
  const ofLatchkey = isUsed ? ((await latchkey.cpu()) - before.latchkey) / report.answered : 0;
  return {
    cpu: ((await server.cpu()) - before.application) / report.answered + ofLatchkey,
    ofLatchkey,
    perSecond: report.answered / report.seconds,
    p50: report.p50,
    p99: report.p99,
    requestsToLatchkey: (await latchkey.asked()) - before.asked,
  };
}

/** The headers of a caller. Without authentication they are those of Latchkey. */
function headersOf({ latchkey, field, authentication }: Turn, caller: number): RequestHeaders {
  if (authentication === 'better-auth') return betterAuthHeaders(caller);
  return latchkey.browserHeaders(knownToken(field.layout.tokenIndex(knownCaller(field, caller))));
}

/** Throws on a wrong answer, because its cost says nothing. */
async function verify(turn: Turn): Promise<void> {
  const { latchkey, field, authentication } = turn;
  const { origin } = turn.server;
  if (authentication === 'none') return;
  for (let caller = 0; caller < callers; caller += callers / 20) {
    const answer = await ask(origin, path, headersOf(turn, caller));
    const email = authentication === 'latchkey' ? callerEmail(field, caller) : peerEmail(callingUser(caller));
    if (valueAt(answer, 'user', 'email') !== email) throw new Error(`A wrong answer: ${answer.status} ${answer.body}`);
  }
  const stranger = authentication === 'latchkey' ? latchkey.browserHeaders(strangersToken) : betterAuthStranger;
  const answer = await ask(origin, path, stranger);
  if (!isUnauthorized(answer)) throw new Error(`A stranger was let in: ${answer.status} ${answer.body}`);
}
