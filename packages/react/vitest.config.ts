import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As in the builds: the content security policy of the page allows no `data:` URLs.
  build: { assetsInlineLimit: 0 },
  test: { include: ['{src,test}/**/*.test.{ts,tsx}'], setupFiles: ['test/english.ts'] },
});
