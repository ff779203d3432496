import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Opening an embedded database takes a second, more on a busy machine.
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

/** Everything runs on the embedded database, and once more on a PostgreSQL where one is named. */
export default defineConfig({
  test: {
    globalSetup: fileURLToPath(import.meta.resolve('@latchkey/db/testing/cluster')),
    // Tests wait for the database more than they compute, so that no core needs to be spared.
    maxWorkers: '100%',
    projects: [
      { test: { ...patience, name: 'embedded', env: { TEST_DATABASE_URL: '' } } },
      ...(process.env.TEST_DATABASE_URL ? [{ test: { ...patience, name: 'postgresql' } }] : []),
    ],
  },
});
