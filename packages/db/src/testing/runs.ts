import { embedded } from './place.ts';

const factor = Number(process.env.TEST_RUNS_FACTOR ?? 1);

/** How many of the runs that are worth it on a server the embedded database gets: its one connection leaves little to race. */
const embeddedShare = 0.2;

/** How often fast-check tries: a few times in the suite, `TEST_RUNS_FACTOR` times as often where somebody has the time. */
export function runs(few: number, kind: string): { readonly numRuns: number; readonly endOnFailure: boolean } {
  const share = kind === embedded ? embeddedShare : 1;
  // Races do not repeat themselves when asked, so that shrinking only wastes time.
  return { numRuns: Math.ceil(few * factor * share), endOnFailure: true };
}
