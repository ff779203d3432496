import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { InOrder } from './src/in-order.ts';
import { LoadFailures } from './src/domain/load-failures.ts';
import { environment } from './src/environment.ts';
import { isQuick } from './src/parts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In milliseconds. A test that waits for ever has noticed the mutant, and is to be over soon. */
const limit = environment.tests.every(isQuick) ? 15_000 : 60_000;

/** The tests of one part, on the sources of all packages: what is mutated there is seen without a build. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      {
        find: /^@latchkey\/sessions\/testing\/(.+)$/,
        replacement: `${root}packages/sessions/src/instances/testing/$1.ts`,
      },
      { find: /^@latchkey\/(\w+)\/(.+)$/, replacement: `${root}packages/$1/src/$2.ts` },
    ],
  },
  test: {
    include: [...environment.tests],
    // Of the two databases that tests know, the real one.
    env: { TEST_EMBEDDED: 'off', SIMULATED_WORLDS: '8' },
    testTimeout: limit,
    hookTimeout: limit,
    teardownTimeout: 5_000,
    // What a schema without its migrations differs in is shown on an embedded database.
    globalSetup: environment.tests.some((test) => test.endsWith('/migrations.test.ts'))
      ? ['packages/db/src/testing/cluster.ts']
      : [],
    reporters: ['default', new LoadFailures()],
    maxWorkers: 1,
    sequence: { sequencer: InOrder },
  },
});
