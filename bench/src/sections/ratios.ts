import { allContestants } from '../contestants/all.ts';
import type { Contestant, Question } from '../contestants/contestant.ts';
import type { Field } from '../contestants/field.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import { type Ratio, type Turn, ratioOf, takeTurns } from '../load/turns.ts';
import type { Plan } from '../plan.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { median } from '../quantile.ts';
import { callers } from '../seeding/peer-layout.ts';
import { prepareField } from './prepare-field.ts';
import { verifyAnswers } from './requests.ts';

const connections = 32;
/** In each round, which starts both servers again: their first seconds decide what V8 optimises. */
const turnsInRound = 10;
const turnSeconds = 0.7;
const warmUp = { seconds: 10, patience: 30 };

/** The compared rows of `requests`, by id, with the goal: `atMost` times the base, or `1/divisor` of it. */
const comparisons = [
  { what: 'An authenticated REST request, compared with Fastify alone', id: 'latchkey', base: 'bare', atMost: 1.35 },
  {
    what: 'Verifying a request for a proxy, compared with Fastify alone',
    id: 'latchkey-verify',
    base: 'bare-verify',
    atMost: 1.3,
  },
  {
    what: "An authenticated tRPC query, compared with tRPC's Fastify adapter and a constant",
    id: 'latchkey-trpc',
    base: 'trpc-fastify',
    atMost: 1,
  },
  {
    what: 'The list of five sessions, compared with hand-written prepared SELECTs',
    id: 'latchkey-list',
    base: 'select-list',
    atMost: 0.6,
  },
  {
    what: 'The list of five sessions, compared with better-auth',
    id: 'latchkey-list',
    base: 'better-auth-list',
    atMost: 1 / 20,
  },
  {
    what: 'For comparison: a hand-written server with a Map, compared with Fastify alone',
    id: 'map',
    base: 'bare',
    atMost: null,
  },
] as const;

interface RatioRow extends Ratio {
  readonly what: string;
  /** The goal, or null for a row that only shows what is usual. */
  readonly atMost: number | null;
  /** CPU time of a request in microseconds, medians over the turns. */
  readonly cpu: number;
  readonly baseCpu: number;
}

export interface RatioResults {
  readonly rows: readonly RatioRow[];
  readonly turns: number;
  readonly seconds: number;
}

/** Compares two servers at a time, both running, in short turns. */
export async function measureRatios(plan: Plan): Promise<RatioResults> {
  const field = await prepareField(plan);
  const contestants = allContestants(field);
  const wanted = comparisons.filter(({ id }) => plan.only.length === 0 || plan.only.includes(id));
  const generator = new LoadGenerator();
  const rows: RatioRow[] = [];
  try {
    for (const { what, id, base, atMost } of wanted) {
      const pair = [rowOf(contestants, id), rowOf(contestants, base)];
      for (const { contestant } of pair) await contestant.prepare?.();
      const found: [Turn<'cpu'>[], Turn<'cpu'>[]] = [[], []];
      for (let round = 1; round <= plan.rounds; round += 1) {
        progressLine(`ratios, round ${round} of ${plan.rounds}: ${id} and ${base}`);
        const [turns = [], ofBase = []] = await measurePair(pair, field, generator);
        found[0].push(...turns);
        found[1].push(...ofBase);
      }
      const [cpu, baseCpu] = found.map((turns) => median(turns.map(({ grown }) => grown.cpu)));
      rows.push({ what, atMost, ...ratioOf(...found), cpu: cpu ?? Number.NaN, baseCpu: baseCpu ?? Number.NaN });
    }
  } finally {
    await generator.stop();
    closeProgress();
  }
  return { rows, turns: plan.rounds * turnsInRound, seconds: turnSeconds };
}

interface Row {
  readonly contestant: Contestant;
  readonly question: Question;
}

function rowOf(contestants: readonly Contestant[], id: string): Row {
  const rows = contestants.flatMap((contestant) =>
    contestant.questions.flatMap((question) => (question.id === id ? [{ contestant, question }] : [])),
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no row ${id}`);
  return row;
}

async function measurePair(pair: readonly Row[], field: Field, generator: LoadGenerator): Promise<Turn<'cpu'>[][]> {
  const servers: ServerProcess[] = [];
  try {
    const sides = [];
    for (const { contestant, question } of pair) {
      const server = await ServerProcess.start(contestant.program);
      servers.push(server);
      await contestant.meet?.(server.origin);
      await verifyAnswers(question, server.origin, field);
      const requests = Array.from({ length: callers }, (_, caller) =>
        requestText(server.port, question.path, question.headersOf(caller)),
      );
      sides.push({ port: server.port, requests, counters: async () => ({ cpu: await server.cpu() }) });
    }
    return await takeTurns(generator, sides, { connections, turns: turnsInRound, seconds: turnSeconds, warmUp });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
