/** A store's database cannot be reached at this moment. Nothing is known of the request: it may be tried again. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  constructor(cause: unknown) {
    super('The database cannot be reached', { cause });
  }
}
