import { defineConfig } from 'vitest/config';

// Each test starts processes from one installation, which takes seconds, more on a busy machine.
export default defineConfig({
  test: {
    globalSetup: 'test/installation.ts',
    // `test:next` runs that of the example for Next.
    include: [process.env['EXAMPLE'] === 'next' ? 'test/next/*.test.ts' : 'test/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
