import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect, test } from '@playwright/test';
import { newDataDir } from '../servers/temporary-database.mjs';
import { gate } from '../support/gate.ts';
import { expectNoShift, slowDown, watchShifts } from '../support/layout-shifts.ts';
import { signUp } from '../support/person.ts';
import { builtServer, startServer } from '../support/server-process.ts';

const settings = {
  BRAND_NAME: 'Acme & Sons',
  BRAND_COLOR: '#7c1d6f',
  SUPPORT_URL: 'mailto:help@acme.example',
  TERMS_URL: '/terms',
  PAGE_LANGUAGES: 'de,en',
  PAGE_FRAMES: 'same-origin',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'warn',
};
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32"><rect width="64" height="32" rx="8" fill="#7c1d6f"/></svg>';

// One server for all tests of this file.
test.describe.configure({ mode: 'default' });

let folder: string;
let dataDir: string;
let server: Awaited<ReturnType<typeof startServer>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), 'latchkey-brand-'));
  dataDir = await newDataDir();
  const files = { BRAND_LOGO: join(folder, 'logo.svg'), BRAND_STYLESHEET: join(folder, 'acme.css') };
  writeFileSync(files.BRAND_LOGO, logo);
  writeFileSync(files.BRAND_STYLESHEET, '.card { border-radius: 3px }');
  server = await startServer({ ...settings, ...files, DATA_DIR: dataDir }, builtServer);
});
test.afterAll(async () => {
  await server.stop();
  for (const directory of [folder, dataDir]) rmSync(directory, { recursive: true });
});

/** What the theme and the operator's style sheet set, as the browser computes it. */
const lookOf = (page: Page) =>
  page.evaluate(() => ({
    accent: getComputedStyle(document.documentElement).getPropertyValue('--accent'),
    radius: getComputedStyle(document.querySelector('.card') ?? document.body).borderTopLeftRadius,
  }));

const contrastFindings = async (page: Page) => {
  const axe = new AxeBuilder({ page }).options({ rules: { 'color-contrast-enhanced': { enabled: true } } });
  return (await axe.analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

for (const [colorScheme, accent] of [
  ['light', '#7c1d6f'],
  // Lightened, because it is to be read on a dark background.
  ['dark', '#c195bb'],
] as const) {
  test.describe(`branding in the ${colorScheme} theme`, () => {
    test('the page has name, logo, colour, style sheet, links and languages, without axe violations', async ({
      browser,
    }) => {
      // Without animations, because axe would measure the contrast of a fading colour.
      const options = { colorScheme, reducedMotion: 'reduce', locale: 'en-US' } as const;
      const context = await browser.newContext({ baseURL: server.origin, ...options });
      const page = await context.newPage();
      const broken: string[] = [];
      page.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
      await page.goto('/signin');
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
      expect(await contrastFindings(page)).toEqual([]);
      await signUp(page);
      await expect(page).toHaveTitle('Manage sessions – Acme & Sons');
      await expect(page.getByRole('banner').getByRole('link', { name: 'Acme & Sons' })).toBeVisible();
      const image = page.locator('.brand img');
      expect(await image.boundingBox()).toMatchObject({ width: 72, height: 36 });
      expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
      expect(await lookOf(page)).toEqual({ accent, radius: '3px' });
      const footer = page.getByRole('contentinfo');
      await expect(footer.getByRole('link', { name: 'Help' })).toHaveAttribute('href', 'mailto:help@acme.example');
      await expect(footer.getByRole('link', { name: 'Terms' })).toHaveAttribute('href', '/terms');
      await expect(footer.getByRole('option')).toHaveText(['Deutsch', 'English']);
      await page.getByText('Live. Changes show as they happen').waitFor();
      expect(await contrastFindings(page)).toEqual([]);
      expect(broken).toEqual([]);
      await context.close();
    });
  });
}

test('branding: the first paint has it before any script runs, and nothing moves afterwards', async ({ browser }) => {
  const page = await browser.newPage({ baseURL: server.origin, colorScheme: 'light', locale: 'en-US' });
  const script = gate();
  await page.route(/\/latchkey\/.*\.js$/, async (route) => {
    await script.isOpen;
    await route.continue();
  });
  await watchShifts(page);
  await slowDown(page);
  await page.goto('/signin', { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const brand = page.locator('.brand');
  await expect(brand).toHaveText('Acme & Sons');
  await expect(page).toHaveTitle('Acme & Sons');
  await expect(page.locator('.brand img')).toBeVisible();
  expect(await lookOf(page)).toEqual({ accent: '#7c1d6f', radius: '3px' });
  const before = await brand.boundingBox();
  script.open();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 20_000 });
  expect(await brand.boundingBox()).toEqual(before);
  await expectNoShift(page);
  await page.context().close();
});

test('branding: readers of other languages get the first one, and frames of the same origin show the page', async ({
  browser,
}) => {
  const page = await browser.newPage({ baseURL: server.origin, locale: 'ja-JP' });
  await page.goto('/signin');
  await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible();
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = '/signup';
    document.body.append(frame);
  });
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible();
  await page.context().close();
});
