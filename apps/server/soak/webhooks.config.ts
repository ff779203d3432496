import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `webhooks/webhooks.soak.ts` with 100 kills, or as many as `KILLS` says. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['soak/webhooks/webhooks.soak.ts'],
    testTimeout: 2 * 60 * 60_000,
    hookTimeout: 60_000,
  },
});
