import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests start several processes, which takes seconds, more on a busy machine.
export default defineConfig({
  test: {
    globalSetup: fileURLToPath(import.meta.resolve('@latchkey/db/testing/cluster')),
    // Tests wait for the processes more than they compute, so that no core needs to be spared.
    maxWorkers: '100%',
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
