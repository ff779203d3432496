import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { languages } from '../src/language/languages.ts';
import { gate } from './gate.ts';
import { expectNoShift, slowDown, watchShifts } from './layout-shifts.ts';
import { program, signUp } from './person.ts';

// Only Chromium tells what moves, and lets itself be slowed down.
test.describe('from the first paint to the last answer nothing moves', () => {
  for (const [name, viewport] of [
    ['a desk', { width: 1280, height: 1600 }],
    ['a telephone', { width: 360, height: 740 }],
  ] as const) {
    test.describe(`on ${name}`, () => {
      test.use({ viewport });

      test('of the sessions, with a question, tools and all', async ({ page }) => {
        const person = await signUp(page);
        for (const letter of 'abcdef') await program(page, person, `Robot ${letter}`);
        await watchShifts(page);
        await slowDown(page);
        await page.goto('/sessions');
        await expect(page.getByRole('heading', { name: 'Was this you?' })).toBeVisible({ timeout: 20_000 });
        await expect(page.getByRole('searchbox')).toBeVisible();
        await expect(page.getByText('Live. Changes show as they happen')).toBeVisible({ timeout: 10_000 });
        await expectNoShift(page);
      });

      test('of the sign-in', async ({ page }) => {
        await watchShifts(page);
        await slowDown(page);
        await page.goto('/signin');
        await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 20_000 });
        await expectNoShift(page);
      });
    });
  }
});

for (const address of ['/sessions', '/signin']) {
  test(`before any script, ${address} has the header, the place of the words, and a way on`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    await expect(page.getByRole('banner')).toContainText('Latchkey');
    await expect(page.getByRole('main').locator('.bone').first()).toBeVisible();
    await expect(page.locator('noscript > p')).toHaveText('Latchkey needs JavaScript to show your sessions.');
    await expect(page.locator('noscript > p')).toBeVisible();
    await context.close();
  });

  test(`while the script of ${address} is on its way, the header stands where it will stay`, async ({ page }) => {
    const script = gate();
    await page.route(/\/latchkey\/.*\.js$/, async (route) => {
      await script.isOpen;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    const brand = page.locator('.brand');
    await expect(brand).toBeVisible();
    await expect(page.getByRole('main').locator('.bone').first()).toBeVisible();
    const before = await brand.boundingBox();
    script.open();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => brand.boundingBox()).toEqual(before);
  });
}

test('no language needs more than 130 kB of script, compressed, for the first screen', async ({ browser }) => {
  for (const locale of Object.keys(languages)) {
    const page = await browser.newPage({ locale });
    const weights: Promise<number>[] = [];
    page.on('response', (answer) => {
      if (answer.request().resourceType() === 'script')
        weights.push(answer.body().then((script) => gzipSync(script, { level: 9 }).length));
    });
    await page.goto('/signin');
    await page.getByRole('textbox').first().waitFor();
    const weight = (await Promise.all(weights)).reduce((sum, each) => sum + each, 0);
    expect(weight, locale).toBeGreaterThan(50_000);
    expect(weight, locale).toBeLessThanOrEqual(130_000);
    await page.close();
  }
});
