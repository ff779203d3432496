import { defineConfig } from 'vitest/config';

// Tests start several processes, which takes seconds, more on a busy machine.
export default defineConfig({
  test: { globalSetup: ['test/prepared-database.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
