import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { embedded } from './place.ts';

const factor = Number(process.env.TEST_RUNS_FACTOR ?? 1);

/** How many of the runs that are worth it on a server the embedded database gets: its one connection leaves little to race. */
const embeddedShare = 0.2;

/** The number of runs of fast-check: a few in the suite, multiplied by `TEST_RUNS_FACTOR` in long runs. */
export function runs(few: number, kind: string): { readonly numRuns: number; readonly endOnFailure: boolean } {
  const share = kind === embedded ? embeddedShare : 1;
  // Races do not repeat themselves when asked, so that shrinking only wastes time.
  return { numRuns: Math.ceil(few * factor * share), endOnFailure: true };
}

/** What an operation answered, and between which two of all moments of its race it was under way. */
export interface Run<Value> {
  readonly value: Value;
  readonly from: number;
  readonly until: number;
}

/** When each of several operations starts, in milliseconds. Short: what races must overlap. */
export function starts(count: number): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(6), { minLength: count, maxLength: count });
}

/** The moments of one race. Two operations of which one began after the other had answered did not overlap. */
export class Race {
  #moment = 0;

  async run<Value>(start: number | undefined, operation: () => Promise<Value>): Promise<Run<Value>> {
    await sleep(start ?? 0);
    const from = (this.#moment += 1);
    const value = await operation();
    return { value, from, until: (this.#moment += 1) };
  }
}
