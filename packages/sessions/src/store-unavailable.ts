/** The database cannot be reached. Whether the request took effect is unknown; it may be retried. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(cause: unknown) {
    super('The database cannot be reached', { cause });
  }
}

/**
 * The store refused work, because too much work of the same user waits or another transaction has locked the row.
 * Nothing was changed; the request may be retried.
 */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
  /** When to retry, in seconds. */
  readonly retryAfter = 2;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
