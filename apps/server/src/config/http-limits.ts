/** Limits of one HTTP server. Times are in milliseconds. */
export interface HttpLimits {
  /** Open connections. Any further one is closed at once. */
  readonly connections: number;
  /** Open connections of one IPv4 address or IPv6 /64, except those of trusted proxies. */
  readonly connectionsPerAddress: number;
  /** Until the headers of a request have arrived, also of the first one on a connection. */
  readonly headersTimeout: number;
  /** Until a whole request has arrived. */
  readonly requestTimeout: number;
  /** Between two requests of a connection: longer than proxies keep theirs, so that the proxy closes it first. */
  readonly keepAliveTimeout: number;
  /**
   * Without data on a connection while a request is answered. Streams of the page send a ping every 3 seconds, event streams of
   * applications a comment every 15 seconds.
   */
  readonly idleTimeout: number;
  /** For a client to read an answer, in addition to the time that its bytes take at `slowestReader`. */
  readonly readerPatience: number;
  /** In bytes a second. */
  readonly slowestReader: number;
  /** Between two checks of the times above, which are no more exact than this. */
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

/** In bytes. Browsers send far less, also with the cookies of an application on the same origin. */
export const maxHeaderSize = 32 * 1024;

/** Headers of a request. A browser sends some twenty. */
export const maxHeaders = 100;

/** In bytes. The largest valid body is a form of a few fields. */
export const bodyLimit = 64 * 1024;
