import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `pages/pages.soak.ts` with 10,000 open pages, or as many as `PAGES` says. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['soak/pages/pages.soak.ts'],
    testTimeout: 15 * 60_000,
    hookTimeout: 60_000,
  },
});
