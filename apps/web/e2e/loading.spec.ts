import { gzipSync } from 'node:zlib';
import { type Page, expect, test } from '@playwright/test';
import { languages } from '../src/language/languages.ts';
import { program, signUp } from './person.ts';
import { signedIn, stillMoment } from './still-answers.ts';
import { openStillPage } from './still-page.ts';

/** A shift that nobody sees, as web-vitals count: a good page stays below 0.1. */
const unseen = 0.01;

declare global {
  interface LayoutShift extends PerformanceEntry {
    readonly value: number;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  interface Window {
    /** What has moved since the page began to load. */
    shifts: { readonly value: number; readonly moved: readonly string[] }[];
  }
}

/** Makes the way to the server long and narrow, and the machine slow, so that each part of a page comes by itself. */
async function slowDown(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.clearBrowserCache');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 100_000,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 2 });
}

/** Looks from the first moment of each page on. */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    window.shifts = [];
    const isShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === 'layout-shift';
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries().filter(isShift)) {
        const moved = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : ''));
        window.shifts.push({ value, moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

async function expectNoShift(page: Page, most = unseen) {
  // What has moved in the last frame is told after it.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
  const shifts = await page.evaluate(() => window.shifts);
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  expect(total, JSON.stringify(shifts, null, 2)).toBeLessThan(most);
}

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

test('nothing moves on a telephone while a thousand sessions arrive part by part', async ({ page }) => {
  test.setTimeout(90_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await watchShifts(page);
  const [own, other] = signedIn['session.page'].sessions;
  if (!own || !other) throw new Error('There are no sessions to multiply.');
  const kinds = ['phone', 'desktop', 'program'] as const;
  // What came last is all alike and in use: only the whole tells how it is told apart.
  const crowd = Array.from({ length: 999 }, (_, index) => {
    const lastUsedAt = new Date(stillMoment.getTime() - index * 3_600_000).toISOString();
    const device = { ...other.device, kind: kinds[index < 100 ? 0 : index % 3] ?? 'phone' };
    const ownersName = index % 2 === 0 ? null : `Device ${index}`;
    return { ...other, id: index + 10, deviceId: index + 10, device, ownersName, lastUsedAt };
  });
  const all = [own, ...crowd];
  let begin = () => {};
  const hasBegun = new Promise<void>((resolve) => (begin = resolve));
  await openStillPage(page, '/sessions', signedIn, async (order) => {
    await hasBegun;
    return order === 'latest_use_first'
      ? { sessions: all.slice(0, 100), next: { lastUsed: 1, id: 1 } }
      : { sessions: all, next: null };
  });
  // The letters of the test have moved what was there before.
  await page.evaluate(() => {
    window.shifts = [];
  });
  begin();
  await expect(page.getByText('999 other devices are signed in')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('searchbox')).toBeVisible();
  await expect(page.getByRole('listitem').nth(5)).toBeVisible();
  await expectNoShift(page, 0.0001);
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
    let letThrough = () => {};
    const isWanted = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(/\/assets\/.*\.js$/, async (route) => {
      await isWanted;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    const brand = page.getByRole('banner').getByText('Latchkey');
    await expect(brand).toBeVisible();
    await expect(page.getByRole('main').locator('.bone').first()).toBeVisible();
    const before = await brand.boundingBox();
    letThrough();
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
