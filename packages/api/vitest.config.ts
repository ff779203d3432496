import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Opening an embedded database takes a second, more on a busy machine.
// Modules are loaded once for each worker, because loading them for each file would take a third of the time.
const settings = { testTimeout: 60_000, hookTimeout: 120_000, isolate: false };

/** Everything runs on the embedded database, and once more on a PostgreSQL where one is named. */
export default defineConfig({
  test: {
    globalSetup: fileURLToPath(import.meta.resolve('@latchkey/db/testing/cluster')),
    // Tests wait for the database more than they compute, so that no core needs to be spared.
    maxWorkers: '100%',
    projects: [
      { test: { ...settings, name: 'embedded', env: { TEST_DATABASE_URL: '' } } },
      ...(process.env.TEST_DATABASE_URL ? [{ test: { ...settings, name: 'postgresql' } }] : []),
    ],
  },
});
