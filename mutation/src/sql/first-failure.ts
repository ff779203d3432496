import { afterEach, beforeEach, type RunnerTask } from 'vitest';

/**
 * Skips what comes after the first test of a file that fails, with the databases that it would make: one failure is enough to
 * notice a mutant. Or skips every test.
 */
export function stopAtFirstFailure(hasFailed = false): void {
  beforeEach(({ skip }) => {
    if (hasFailed) skip();
  });
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') return;
    hasFailed = true;
    skipAll(task.file.tasks);
  });
}

/** Tests and groups of tests that have not begun. */
function skipAll(tasks: readonly RunnerTask[]): void {
  for (const task of tasks) {
    if (task.result === undefined) task.mode = 'skip';
    if (task.type === 'suite') skipAll(task.tasks);
  }
}
