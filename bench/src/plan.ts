/** The extent of a run. */
export interface Plan {
  /** The root of the built Latchkey. */
  readonly root: URL;
  readonly rounds: number;
  /** The seconds of each measurement of requests. */
  readonly seconds: number;
  /** The number of sessions in the larger database of `growth`. */
  readonly growthRows: number;
  /** Measures only rows whose ids begin with one of these. Empty for all. */
  readonly only: readonly string[];
}

/** The number of sessions in Latchkey's database in all sections but growth: the same as in every other store. */
export const usualRows = 500_000;
