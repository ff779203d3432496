import { type Page, expect } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { newPerson, program, signUp } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';

const twoBuilds = new URL('../servers/rolling-update-server.mjs', import.meta.url);

test.describe.configure({ mode: 'default', timeout: 120_000 });

/** For a page that loads twice on a busy machine. */
const patience = { timeout: 30_000 };

test('rolling update: the pages of both builds load with all their files', async ({ browser }) => {
  test.setTimeout(300_000);
  await using server = await startServer({}, twoBuilds);
  const person = newPerson();
  const builds = new Set<string>();
  for (let visit = 1; visit <= 8; visit += 1) {
    const context = await browser.newContext({ baseURL: server.origin, locale: visit % 4 < 2 ? 'en' : 'de' });
    const page = await context.newPage();
    const missing: string[] = [];
    page.on('response', (answer) => {
      if (answer.status() === 404) missing.push(answer.url());
    });
    page.on('request', (request) => {
      if (request.resourceType() === 'script') builds.add(request.url());
    });
    if (visit === 1) {
      await signUp(page, person);
      await page.goto('/history');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible(patience);
    } else {
      await page.goto('/signin');
      await expect(page.locator('input[type="password"]')).toBeVisible(patience);
    }
    expect(missing).toEqual([]);
    await context.close();
  }
  // The script of the page had two names, so that both builds were served.
  expect([...builds].filter((url) => /\/page-[^/]+\.js$/.test(url)).length).toBeGreaterThanOrEqual(2);
});

test('load guard: reloads once after a script failed', async ({ page }) => {
  let refused = 0;
  await page.route(/\/latchkey\/assets\/.*\.js$/, (route) => {
    if (refused > 0) return route.continue();
    refused += 1;
    return route.fulfill({ status: 404 });
  });
  await page.goto('/signin');
  await expect(page.getByLabel('E-mail address')).toBeVisible(patience);
  expect(refused).toBe(1);
});

test('load guard: shows a reload button when the script fails again', async ({ page }) => {
  let isAway = true;
  await page.route(/\/latchkey\/assets\/.*\.js$/, (route) =>
    isAway ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await page.goto('/signin');
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('A part of this page did not load.', patience);
  isAway = false;
  await notice.getByRole('button', { name: 'Load it again' }).click();
  await expect(page.getByLabel('E-mail address')).toBeVisible(patience);
});

test('load guard: reloads once after a lazy part failed', async ({ page }) => {
  await signUp(page);
  let loads = 0;
  page.on('domcontentloaded', () => void (loads += 1));
  await page.route(/\/history-[^/]*\.js$/, (route) => (loads > 1 ? route.continue() : route.fulfill({ status: 404 })));
  await page.goto('/sessions');
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'History', level: 1 })).toBeVisible(patience);
  expect(loads).toBe(2);
});

/** Opens the page of a user with three sessions, whose button opens a dialog that is loaded on demand. */
async function openPage(page: Page) {
  const person = await signUp(page);
  for (const name of ['Nightly backup', 'Weekly report']) await program(page, person, name);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Weekly report' })).toBeVisible(patience);
  await page.waitForLoadState('networkidle');
  return page.getByRole('button', { name: 'Log out all others' });
}

test('load guard: a page without a network stays, and loads a lazy part when the network returns', async ({
  page,
  context,
}) => {
  const button = await openPage(page);
  await context.setOffline(true);
  const failed = page.waitForEvent('requestfailed', (request) => /\/end-dialog/.test(request.url()));
  await button.click();
  await failed;
  await context.setOffline(false);
  await expect(page.getByRole('alertdialog')).toBeVisible(patience);
});

test('load guard: a page whose server restarts stays, and requests a lazy part again', async ({ page }) => {
  const button = await openPage(page);
  let isLoadedAgain = false;
  page.on('domcontentloaded', () => {
    isLoadedAgain = true;
  });
  let isAway = true;
  await page.route(/\/sessions$|\/end-dialog[^/]*\.js$/, async (route) => {
    if (!isAway) return route.continue();
    await route.fulfill({ status: 502 });
    // The guard asks whether the page itself can be loaded.
    if (route.request().method() === 'HEAD') isAway = false;
  });
  await button.click();
  await expect(page.getByRole('alertdialog')).toBeVisible(patience);
  expect([isAway, isLoadedAgain]).toEqual([false, false]);
});

test('load guard: a page stays where a part fails that is loaded before it is needed', async ({ page }) => {
  const button = await openPage(page);
  let loads = 0;
  page.on('domcontentloaded', () => void (loads += 1));
  const part = /\/end-dialog[^/]*\.js$/;
  await page.route(part, (route) => route.fulfill({ status: 404 }));
  const refused = page.waitForResponse((answer) => part.test(answer.url()) && answer.status() === 404);
  await button.hover();
  await refused;
  await page.unroute(part);
  await button.click();
  await expect(page.getByRole('alertdialog')).toBeVisible(patience);
  expect(loads).toBe(0);
});
