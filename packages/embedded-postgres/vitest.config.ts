import { defineConfig } from 'vitest/config';

/** The first start of an embedded database takes seconds, more on a busy machine. */
export default defineConfig({ test: { testTimeout: 120_000, hookTimeout: 120_000 } });
