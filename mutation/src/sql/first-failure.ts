import { afterEach, beforeEach } from 'vitest';

/** Skips what comes after the first test of a file that fails: one is enough to notice a mutant. Or skips every test. */
export function stopAtFirstFailure(hasFailed = false): void {
  beforeEach(({ skip }) => {
    if (hasFailed) skip();
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') hasFailed = true;
  });
}
