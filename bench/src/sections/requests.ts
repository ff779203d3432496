import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import { allContestants } from '../contestants/all.ts';
import type { Contestant, Question } from '../contestants/contestant.ts';
import type { Field } from '../contestants/field.ts';
import { ask } from '../load/answer.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import type { Plan } from '../plan.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine, spokenTime } from '../progress.ts';
import { median } from '../quantile.ts';
import { callers } from '../seeding/peer-layout.ts';
import { givenHeaders, prepareField } from './prepare-field.ts';

const connections = 32;
const warmUpSeconds = 5;
const longestWarmUp = 30;

/** One row: medians over the rounds. */
export interface RequestRow {
  readonly id: string;
  readonly title: string;
  readonly does: string;
  readonly kind: Question['kind'];
  readonly packages: readonly string[];
  /** CPU time of the server process for one request, in microseconds. */
  readonly cpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** The CPU time of each round, to show its spread. */
  readonly rounds: readonly number[];
}

export interface RequestResults {
  readonly rows: readonly RequestRow[];
  readonly failures: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}

interface Sample {
  readonly cpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Sends requests to each server in turn, for several rounds, and measures the CPU time of a request. */
export async function measureRequests(plan: Plan): Promise<RequestResults> {
  const field = await prepareField(plan);
  const contestants = allContestants(field).flatMap((contestant) => wanted(contestant, plan.only));
  const failures = new Map<string, string>();
  const samples = new Map<string, Sample[]>();
  const attempt = async (title: string, work: () => Promise<void>) => {
    if (failures.has(title)) return;
    try {
      await work();
    } catch (error) {
      failures.set(title, error instanceof Error ? error.message : String(error));
    }
  };

  for (const contestant of contestants) {
    progressLine(`preparing ${contestant.title}`);
    await attempt(contestant.title, async () => contestant.prepare?.());
  }

  const generator = new LoadGenerator();
  const begin = performance.now();
  let turns = 0;
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const contestant of contestants) {
      const perTurn = turns > 0 ? (performance.now() - begin) / 1000 / turns : 9;
      const left = spokenTime(perTurn * (plan.rounds * contestants.length - turns));
      progressLine(`round ${round} of ${plan.rounds}: ${contestant.title}, ${left} left`);
      await attempt(contestant.title, () => takeTurn(contestant, field, plan, generator, samples));
      turns += 1;
    }
  }
  await generator.stop();
  closeProgress();

  const rows = contestants.flatMap(({ questions, packages }) =>
    questions.flatMap(({ id, title, does, kind }): RequestRow[] => {
      const taken = samples.get(id);
      if (!taken) return [];
      const middle = (name: keyof Sample) => median(taken.map((sample) => sample[name]));
      return [
        {
          id,
          title,
          does,
          kind,
          packages,
          cpu: middle('cpu'),
          perSecond: middle('perSecond'),
          p50: middle('p50'),
          p99: middle('p99'),
          rounds: taken.map(({ cpu }) => cpu),
        },
      ];
    }),
  );
  return {
    rows,
    failures: [...failures].map(([title, reason]) => `${title}: ${reason}`),
    rounds: plan.rounds,
    seconds: plan.seconds,
    connections,
  };
}

function wanted(contestant: Contestant, only: readonly string[]): Contestant[] {
  const questions = contestant.questions.filter(
    ({ id }) => only.length === 0 || only.some((start) => id.startsWith(start)),
  );
  return questions.length > 0 ? [{ ...contestant, questions }] : [];
}

async function takeTurn(
  contestant: Contestant,
  field: Field,
  { seconds }: Plan,
  generator: LoadGenerator,
  samples: Map<string, Sample[]>,
): Promise<void> {
  const server = await ServerProcess.start(contestant.program);
  try {
    await contestant.meet?.(server.origin);
    for (const question of contestant.questions) {
      await verifyAnswers(question, server.origin, field);
      const requests = Array.from({ length: callers }, (_, caller) =>
        requestText(server.port, question.path, question.headersOf(caller)),
      );
      const wish = { port: server.port, requests, connections };
      // Send every token once, if the time allows it, so that the server's cache is filled.
      const warm = await generator.run({ ...wish, seconds: warmUpSeconds, atLeast: callers, patience: longestWarmUp });
      const before = await server.cpu();
      const report = await generator.run({ ...wish, seconds, from: warm.answered });
      const cpu = ((await server.cpu()) - before) / report.answered;
      const sample = { cpu, perSecond: report.answered / report.seconds, p50: report.p50, p99: report.p99 };
      samples.set(question.id, [...(samples.get(question.id) ?? []), sample]);
    }
  } finally {
    await server.stop();
  }
}

/** Throws on a wrong answer, because its cost says nothing. */
export async function verifyAnswers(question: Question, origin: string, field: Field): Promise<void> {
  for (let caller = 0; caller < callers; caller += callers / 20) {
    const answer = await ask(origin, question.path, question.headersOf(caller));
    if (!question.isRight(answer, caller)) throw new Error(`A wrong answer: ${answer.status} ${answer.body}`);
    if (question.id === 'bare') expectSame(givenHeaders(answer), field.answerHeaders);
    if (question.id === 'open-trpc') expectSame(givenHeaders(answer), field.trpcHeaders);
  }
  if (!question.stranger) return;
  const answer = await ask(origin, question.path, question.stranger.headers);
  if (!question.stranger.isRefused(answer)) throw new Error(`A stranger was let in: ${answer.status} ${answer.body}`);
}

function expectSame(found: Record<string, string>, expected: Readonly<Record<string, string>>): void {
  if (!isDeepStrictEqual(found, expected)) {
    throw new Error(`Other headers than Latchkey's: ${JSON.stringify(found)}`);
  }
}
