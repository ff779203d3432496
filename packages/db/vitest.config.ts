import { configDefaults, defineConfig } from 'vitest/config';

// The first start of an embedded database takes seconds, more on a busy machine.
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

/** The files of a worker share its modules, whose loading takes a second. Each file has databases of its own. */
const shared = { isolate: false };

/** A server numbers the transactions of all its databases in one row, so a test that counts them runs alone. */
const alone = ['src/instances/instance-store.test.ts'];

export default defineConfig({
  test: {
    globalSetup: ['src/testing/build.ts', 'src/testing/cluster.ts'],
    // Tests wait for the database more than they compute, so that no core needs to be spared.
    maxWorkers: '100%',
    projects: [
      { test: { ...patience, ...shared, name: 'together', exclude: [...configDefaults.exclude, ...alone] } },
      { test: { ...patience, ...shared, name: 'alone', include: alone, sequence: { groupOrder: 1 } } },
    ],
  },
});
