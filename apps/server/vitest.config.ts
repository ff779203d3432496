import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The first start of an embedded database takes seconds, more on a busy machine.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: fileURLToPath(import.meta.resolve('@latchkey/db/testing/cluster')),
  },
});
