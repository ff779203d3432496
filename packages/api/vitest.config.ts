import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Everything runs on the PostgreSQL of `TEST_DATABASE_URL`, or on the embedded one. Not on both, because the tests of
 * `packages/db` run every statement on both.
 */
export default defineConfig({
  test: {
    globalSetup: fileURLToPath(import.meta.resolve('@latchkey/db/testing/cluster')),
    // Opening an embedded database takes a second, more on a busy machine.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    // Tests wait for the database more than they compute, so that no core needs to be spared.
    maxWorkers: '100%',
    // Modules are loaded once for each worker, because loading them for each file would take a third of the time.
    isolate: false,
  },
});
