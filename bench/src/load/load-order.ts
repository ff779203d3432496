/** The parameters of a load. */
export interface LoadOrder {
  readonly id: number;
  readonly port: number;
  /** The bytes of the requests as text. They are sent in turn, repeatedly. */
  readonly requests: readonly string[];
  /** The index of the first request to send. */
  readonly from: number;
  readonly connections: number;
  readonly seconds: number;
  /** Continues after its time until this many requests are sent, but no longer than `patience` seconds. */
  readonly atLeast: number;
  readonly patience: number;
  /** Stops early when this many requests are sent. */
  readonly atMost: number;
  /** The most requests a second. Without it, as many as the server answers. */
  readonly rate: number | null;
}

/** The result of a load. Times are in milliseconds. */
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
