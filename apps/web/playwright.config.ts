import { defineConfig, devices } from '@playwright/test';
import { findChromium, findHeadlessShell } from './e2e/servers/chromium.mjs';

// Another port allows several runs on one machine.
const port = Number(process.env.E2E_PORT ?? 3987);

/** Chromium wherever it is installed; `E2E_BROWSER=firefox` and `E2E_BROWSER=webkit` are installed by Playwright. */
const profiles = {
  chromium: 'Desktop Chrome',
  firefox: 'Desktop Firefox',
  webkit: 'Desktop Safari',
} as const;
const isKnown = (name: string): name is keyof typeof profiles => Object.hasOwn(profiles, name);
const named = process.env.E2E_BROWSER ?? 'chromium';
if (!isKnown(named)) throw new Error(`E2E_BROWSER is one of ${Object.keys(profiles).join(', ')}.`);
const executablePath = named === 'chromium' ? (findHeadlessShell() ?? findChromium()) : null;
// There is no graphics card to use on most machines, and software that imitates one takes a quarter of a core.
const chromiumArgs = ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'];

export default defineConfig({
  testDir: 'e2e',
  testMatch: process.env.PICTURES ? 'pictures.ts' : '*.spec.ts',
  // These need screenshots, throttling, tracing or device-bound sessions, which only Chromium has.
  testIgnore:
    named === 'chromium'
      ? []
      : ['screenshots.spec.ts', 'loading.spec.ts', 'client-hints.spec.ts', 'many.spec.ts', 'binding.spec.ts'],
  outputDir: 'test-results',
  // `screenshots.spec.ts` brings its own font, so that the pictures are alike on every machine.
  snapshotPathTemplate: '{testDir}/screenshots/{arg}{ext}',
  // Machines that are busy or have no graphics card need more time.
  timeout: 120_000,
  expect: { timeout: 20_000, toHaveScreenshot: { threshold: 0.05, maxDiffPixelRatio: 0.005 } },
  forbidOnly: Boolean(process.env.CI),
  // One retry, because a machine without a free core may starve a test past its limit. The report lists such tests as flaky.
  retries: 1,
  fullyParallel: true,
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  workers: 2,
  use: {
    ...devices[profiles[named]],
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      args: named === 'chromium' ? chromiumArgs : [],
      ...(executablePath ? { executablePath } : {}),
    },
    // Recording each test would take a third of the time of all.
    trace: 'on-first-retry',
  },
  webServer: {
    command: 'node e2e/servers/serve.mjs',
    env: { PORT: String(port), HOST: 'localhost' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 },
    reuseExistingServer: false,
    timeout: 60_000,
    url: `http://localhost:${port}/signin`,
  },
});
