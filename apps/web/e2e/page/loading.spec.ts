import { expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { gzipSync } from 'node:zlib';
import { languages } from '@latchkey/react/i18n/language.ts';
import { gate } from '../support/gate.ts';
import { expectNoShift, slowDown, watchShifts } from '../support/layout-shifts.ts';
import { program } from '../support/person.ts';

// Only Chromium reports layout shifts and can be throttled.
test.describe('layout shift: none from the first paint to the last answer', () => {
  for (const [name, viewport] of [
    ['a desk', { width: 1280, height: 1600 }],
    ['a telephone', { width: 360, height: 740 }],
  ] as const) {
    test.describe(`on ${name}`, () => {
      test.use({ viewport });

      test('of the sessions, with an alert and the toolbar', async ({ page, person }) => {
        for (const letter of 'abcdefghij') await program(page, person, `Robot ${letter}`);
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
  test(`shell: ${address} has the header, a skeleton and a message without JavaScript`, async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    await expect(page.getByRole('banner')).toContainText('Latchkey');
    await expect(page.getByRole('main').locator('.bone').first()).toBeVisible();
    await expect(page.locator('noscript > p')).toHaveText('This page needs JavaScript to show your sessions.');
    await expect(page.locator('noscript > p')).toBeVisible();
    await context.close();
  });

  test(`shell: the header of ${address} does not move when the script arrives`, async ({ page }) => {
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

test('bundle size: the first script is at most 112 kB compressed, and all of the first screen 122 kB in each language', async ({
  browser,
}) => {
  for (const locale of Object.keys(languages)) {
    const page = await browser.newPage({ locale });
    const weights: Promise<number>[] = [];
    page.on('response', (answer) => {
      if (answer.request().resourceType() === 'script')
        weights.push(answer.body().then((script) => gzipSync(script, { level: 9 }).length));
    });
    await page.goto('/signin');
    await page.getByRole('textbox').first().waitFor();
    const weightOfEach = await Promise.all(weights);
    const weight = weightOfEach.reduce((sum, each) => sum + each, 0);
    expect(weight, locale).toBeGreaterThan(50_000);
    expect(weight, locale).toBeLessThanOrEqual(122_000);
    expect(Math.max(...weightOfEach), locale).toBeLessThanOrEqual(112_000);
    await page.close();
  }
});

for (const address of ['/signin', '/sessions', '/history']) {
  test(`shell: names every script of ${address}, so that none waits for another before the first question to the API`, async ({
    page,
    browser,
    person: _,
  }) => {
    // Another browser with the same cookies, and without a cache.
    const options = address === '/signin' ? {} : { storageState: await page.context().storageState() };
    const fresh = await (await browser.newContext(options)).newPage();
    const scripts: string[] = [];
    let hasAsked = false;
    fresh.on('request', (request) => {
      if (request.url().includes('/api/')) hasAsked = true;
      if (request.resourceType() === 'script' && !hasAsked) scripts.push(new URL(request.url()).pathname);
    });
    const html = (await (await fresh.goto(address))?.text()) ?? '';
    await expect(fresh.getByRole('heading', { level: 1 })).toBeVisible();
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((script) => !html.includes(`"${script}"`))).toEqual([]);
  });
}
