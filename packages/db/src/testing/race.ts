import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';

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
