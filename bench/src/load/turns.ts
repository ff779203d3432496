import { median, quantile } from '../quantile.ts';
import type { LoadGenerator } from './load-generator.ts';

/** A server that is compared with others. */
export interface Side<Counter extends string> {
  readonly port: number;
  /** The bytes of the requests as text. They are sent in turn, repeatedly. */
  readonly requests: readonly string[];
  /** What grows with its requests, such as CPU time in microseconds. */
  counters(): Promise<Readonly<Record<Counter, number>>>;
}

/** What one turn found. Times are in milliseconds. */
export interface Turn<Counter extends string> {
  /** How much each counter grew for one request. */
  readonly grown: Readonly<Record<Counter, number>>;
  readonly answered: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export interface TurnSettings {
  readonly connections: number;
  readonly turns: number;
  /** Of one turn. */
  readonly seconds: number;
  readonly warmUp: { readonly seconds: number; readonly patience: number };
}

/**
 * Sends load to each side in short turns, first in one order and then in the other, so that a machine that is slow for a minute
 * slows all sides alike. Before that each side receives all its requests once, if the patience allows it. Returns the turns
 * of each side, in the order of the sides.
 */
export async function takeTurns<Counter extends string>(
  generator: LoadGenerator,
  sides: readonly Side<Counter>[],
  { connections, turns, seconds, warmUp }: TurnSettings,
): Promise<Turn<Counter>[][]> {
  const runs = sides.map((side) => ({ side, sent: 0, found: [] as Turn<Counter>[] }));
  const send = async (run: (typeof runs)[number], more: { seconds: number; atLeast?: number; patience?: number }) => {
    const { port, requests } = run.side;
    const report = await generator.run({ port, requests, connections, from: run.sent, ...more });
    run.sent += report.answered;
    return report;
  };
  for (const run of runs) await send(run, { ...warmUp, atLeast: run.side.requests.length });
  for (let turn = 0; turn < turns; turn += 1) {
    for (const run of turn % 2 === 0 ? runs : runs.toReversed()) {
      const before = await run.side.counters();
      const { answered, seconds: took, p50, p99 } = await send(run, { seconds });
      const grown: Record<Counter, number> = { ...before };
      for (const [name, value] of Object.entries(await run.side.counters()) as [Counter, number][]) {
        grown[name] = (value - before[name]) / answered;
      }
      run.found.push({ grown, answered, perSecond: answered / took, p50, p99 });
    }
  }
  return runs.map(({ found }) => found);
}

/** How many times as much one side took as the other: the median over the turns, and the middle half of them. */
export interface Ratio {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/** Compares the CPU time of two sides turn by turn. */
export function ratioOf(turns: readonly Turn<'cpu'>[], base: readonly Turn<'cpu'>[]): Ratio {
  const ratios = Float64Array.from(turns, ({ grown }, index) => grown.cpu / (base[index]?.grown.cpu ?? Number.NaN));
  const sorted = ratios.toSorted();
  return { median: median([...ratios]), lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75) };
}
