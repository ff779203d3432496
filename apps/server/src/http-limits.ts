/** What one HTTP server gives its clients. Times are in milliseconds. */
export interface HttpLimits {
  /** Connections at once. One more is closed as soon as it is accepted. */
  readonly connections: number;
  /** Connections at once of one IPv4 address or IPv6 /64, which is no proxy of ours. */
  readonly connectionsPerAddress: number;
  /** How long the headers of a request may take to arrive, and how long a new connection may say nothing. */
  readonly headersTimeout: number;
  /** How long a request may take to arrive whole. */
  readonly requestTimeout: number;
  /** How long a connection may wait for its next request: longer than proxies keep one, so that they close it first. */
  readonly keepAliveTimeout: number;
  /** How long a connection may stand still while a request is answered. A stream says something every 10 seconds. */
  readonly idleTimeout: number;
  /** How long an answer may wait for its reader, beside the time that its bytes take at `slowestReader`. */
  readonly readerPatience: number;
  /** In bytes a second. */
  readonly slowestReader: number;
  /** Between two looks at which connections have used up their time: nothing above is more exact than this. */
  readonly checkEvery: number;
}

export const defaultHttpLimits: HttpLimits = {
  connections: 20_000,
  connectionsPerAddress: 4_000,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 72_000,
  idleTimeout: 60_000,
  readerPatience: 30_000,
  slowestReader: 10_000,
  checkEvery: 1_000,
};

/** In bytes. What browsers send stays far below, also with the cookies of an application on the same origin. */
export const maxHeaderSize = 32 * 1024;

/** A browser sends some twenty. */
export const maxHeaders = 100;

/** In bytes. Nothing that anyone sends here is larger than a sign-up form. */
export const bodyLimit = 64 * 1024;
