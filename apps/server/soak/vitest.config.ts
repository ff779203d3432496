import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `revocation.test.ts` with a million tries, or as many as `TRIES` says. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/revocation/revocation.test.ts'],
    env: { TRIES: process.env.TRIES ?? '1000000' },
    testTimeout: 24 * 60 * 60_000,
    hookTimeout: 60_000,
  },
});
