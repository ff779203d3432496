import { expect, test } from 'vitest';
import { StoreBusy, StoreUnavailable } from './store-unavailable.ts';

test('an error of the store has a name for the log, its cause, and when to retry where that is known', () => {
  const cause = new Error('ECONNREFUSED');
  expect(new StoreUnavailable(cause)).toMatchObject({ name: 'StoreUnavailable', cause });
  expect(new StoreBusy('The row is locked', cause)).toMatchObject({ name: 'StoreBusy', cause, retryAfter: 2 });
});
