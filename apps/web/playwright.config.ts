import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './e2e/chromium.mjs';

// One's own, where several runs share a machine.
const port = Number(process.env.E2E_PORT ?? 3987);
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: process.env.PICTURES ? 'pictures.ts' : '*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  reporter: process.env.CI ? [['list'], ['html', { open: 'never' }]] : 'list',
  workers: 2,
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}`,
    launchOptions: { args: ['--no-sandbox'], ...(executablePath ? { executablePath } : {}) },
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
