/** What a load generator is asked for. */
export interface LoadOrder {
  readonly id: number;
  readonly port: number;
  /** Whole requests, as they go over the wire. Sent in turn, over and over. */
  readonly requests: readonly string[];
  /** Where to begin among them. */
  readonly from: number;
  readonly connections: number;
  readonly seconds: number;
  /** Goes on past its time until so many are sent, but no longer than `patience` seconds. */
  readonly atLeast: number;
  readonly patience: number;
  /** Stops before its time when so many are sent. */
  readonly atMost: number;
  /** So many a second at most, or as many as the server answers. */
  readonly rate: number | null;
}

/** What came of it. Times in milliseconds. */
export interface LoadReport {
  readonly id: number;
  readonly answered: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<number, number>>;
  readonly p50: number;
  readonly p99: number;
}

export interface LoadFailure {
  readonly id: number;
  readonly failure: string;
}
