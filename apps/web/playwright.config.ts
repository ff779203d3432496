import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './e2e/chromium.mjs';

// One's own, where several runs share a machine.
const port = Number(process.env.E2E_PORT ?? 3987);

/** Chromium, wherever it is found; or `E2E_BROWSER=firefox` and `E2E_BROWSER=webkit`, which Playwright brings itself. */
const profiles = {
  chromium: 'Desktop Chrome',
  firefox: 'Desktop Firefox',
  webkit: 'Desktop Safari',
} as const;
const isKnown = (name: string): name is keyof typeof profiles => Object.hasOwn(profiles, name);
const named = process.env.E2E_BROWSER ?? 'chromium';
if (!isKnown(named)) throw new Error(`E2E_BROWSER is one of ${Object.keys(profiles).join(', ')}.`);
const executablePath = named === 'chromium' ? findChromium() : null;

export default defineConfig({
  testDir: 'e2e',
  testMatch: process.env.PICTURES ? 'pictures.ts' : '*.spec.ts',
  // What is drawn, slowed down, measured and bound to a device there is Chromium's own.
  testIgnore:
    named === 'chromium'
      ? []
      : ['screenshots.spec.ts', 'loading.spec.ts', 'client-hints.spec.ts', 'many.spec.ts', 'binding.spec.ts'],
  outputDir: 'test-results',
  // The same pictures for every machine: `screenshots.spec.ts` brings its own letters.
  snapshotPathTemplate: '{testDir}/screenshots/{arg}{ext}',
  // A machine that is busy, or draws without a graphics card, takes its time.
  timeout: 120_000,
  expect: { timeout: 20_000, toHaveScreenshot: { threshold: 0.05, maxDiffPixelRatio: 0.005 } },
  forbidOnly: Boolean(process.env.CI),
  // A machine without a free core may starve one test past its limit. The report names it as flaky: it is to be mended.
  retries: 1,
  fullyParallel: true,
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  workers: 2,
  use: {
    ...devices[profiles[named]],
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      args: named === 'chromium' ? ['--no-sandbox'] : [],
      ...(executablePath ? { executablePath } : {}),
    },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: 'node e2e/serve.mjs',
    env: { PORT: String(port), HOST: 'localhost' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 },
    reuseExistingServer: false,
    timeout: 60_000,
    url: `http://localhost:${port}/signin`,
  },
});
