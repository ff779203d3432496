import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { InOrder } from './src/in-order.ts';
import { environment } from './src/environment.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The tests of one part, on the sources of all packages: what is mutated there is seen without a build. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      {
        find: /^@latchkey\/sessions\/testing\/(.+)$/,
        replacement: `${root}packages/sessions/src/cluster/testing/$1.ts`,
      },
      { find: /^@latchkey\/(\w+)\/(.+)$/, replacement: `${root}packages/$1/src/$2.ts` },
    ],
  },
  test: {
    include: [...environment.tests],
    // Of the two databases that tests know, the real one.
    env: { TEST_EMBEDDED: 'off' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 5_000,
    maxWorkers: 1,
    sequence: { sequencer: InOrder },
  },
});
