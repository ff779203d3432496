/** How much is measured, and on what. */
export interface Plan {
  /** Where Latchkey is built. */
  readonly root: URL;
  readonly rounds: number;
  /** How long each measurement of the requests takes. */
  readonly seconds: number;
  /** How many sessions the larger database of `growth` has. */
  readonly growthRows: number;
  /** Only rows whose ids begin with one of these. Empty for all. */
  readonly only: readonly string[];
}

/** Sessions in Latchkey's database where not growth is the question: as many as every other store holds. */
export const usualRows = 500_000;
