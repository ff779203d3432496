import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `concurrency/kill.test.ts` for as long as it takes: `KILLS=1000 pnpm soak`. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['src/concurrency/kill.test.ts'],
    globalSetup: ['src/testing/build.ts', 'src/testing/cluster.ts'],
    env: { KILLS: process.env.KILLS ?? '100' },
    testTimeout: 24 * 60 * 60_000,
    hookTimeout: 60_000,
  },
});
