/** A store's database cannot be reached at this moment. Nothing is known of the request: it may be tried again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(cause: unknown) {
    super('The database cannot be reached', { cause });
  }
}

/**
 * A store has turned work away, because too much of the same owner waits or another transaction holds its row. Nothing was
 * changed: it may be tried again.
 */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
  /** After how many seconds it is worth trying again. */
  readonly retryAfter = 2;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
