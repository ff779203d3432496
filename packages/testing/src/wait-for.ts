import { vi } from 'vitest';

/** In milliseconds. Vitest's own limit of a second is too short for processes that start on a busy machine. */
const patience = 20_000;

/**
 * Calls `check` until it neither throws nor rejects, and gives its result.
 * @param options.timeout How long it is tried, in milliseconds.
 * @param options.interval The pause between two calls, in milliseconds.
 * @throws What `check` threw at last.
 */
export const waitFor = <Result>(
  check: () => Result | Promise<Result>,
  { timeout = patience, interval = 50 }: { timeout?: number; interval?: number } = {},
): Promise<Result> =>
  // oxlint-disable-next-line eslint/no-restricted-properties -- This gives it the limit.
  vi.waitFor(check, { timeout, interval });
