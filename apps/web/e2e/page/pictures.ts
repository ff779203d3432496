import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';
import { bringLetters } from './font.ts';
import { findChromium } from '../servers/chromium.mjs';
import { signIn } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';

const person = { email: 'ada@example.com', password: 'correct horse battery' };
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0';
const past = new URL('../servers/pictures-server.mjs', import.meta.url);
const germany = '194.25.0.60';

// The whole browser, because the headless shell names itself on the page.
const executablePath = findChromium();
test.use({ launchOptions: { args: ['--no-sandbox'], ...(executablePath === null ? {} : { executablePath }) } });

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#7c1d6f"/><path d="M16 7l9 17H7z" fill="#fff"/></svg>';
const brand = { BRAND_NAME: 'Acme', BRAND_COLOR: '#7c1d6f' };

// Takes the pictures of README and docs/branding.md: `pnpm --filter @latchkey/web pictures`.
for (const [name, colorScheme, viewport, settings] of [
  ['light', 'light', { width: 1280, height: 800 }, {}],
  ['dark', 'dark', { width: 1280, height: 800 }, {}],
  ['phone', 'light', { width: 390, height: 844 }, {}],
  ['branded', 'light', { width: 1280, height: 800 }, brand],
] as const) {
  test(`the sessions: ${name}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const BRAND_LOGO = name === 'branded' ? test.info().outputPath('logo.svg') : '';
    if (BRAND_LOGO !== '') writeFileSync(BRAND_LOGO, logo);
    await using server = await startServer(
      { SEED_EMAIL: person.email, SEED_PASSWORD: person.password, BRAND_LOGO, ...settings },
      past,
    );
    const page = await browser.newPage({
      baseURL: server.origin,
      colorScheme,
      viewport,
      // A mobile scrollbar takes no space.
      isMobile: name === 'phone',
      userAgent: `${windows} Safari/537.36`,
      extraHTTPHeaders: { 'x-forwarded-for': germany },
    });
    await signIn(page, person);
    await page.getByRole('button', { name: 'Log out Nightly backup' }).waitFor();
    await page.getByText('Live. Changes show as they happen').waitFor();
    await page.getByRole('combobox', { name: 'Log out unused devices' }).waitFor();
    // Loaded when it is in view, which it is not on a phone.
    if (name !== 'phone') await page.locator('path.land').waitFor();
    await bringLetters(page);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `../../docs/pictures/sessions-${name}.png` });
    await page.context().close();
  });
}
