import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { anotherBrowser, firefox, iphone, isAlive, itself, program, prove, signIn, signUp } from './person.ts';
import { builtServer, startServer } from './server-process.ts';

/** What happens elsewhere is to be seen within a second. */
const soon = { timeout: 1_000 };
const live = 'Live. Changes show as they happen';

test('a new sign-in appears on an open page within a second, and says so', async ({ page, browser }) => {
  const person = await signUp(page);
  await expect(page.getByText(live)).toBeVisible();
  await signIn(await anotherBrowser(browser, firefox), person);
  await expect(page.getByRole('heading', { name: 'Firefox 128 on Linux' })).toBeVisible(soon);
  await expect(page.getByRole('region', { name: 'Was this you?' }).getByText('Firefox 128 on Linux')).toBeVisible(soon);
});

test('a name given on one device shows on the other within a second', async ({ page, browser }) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, firefox);
  await signIn(other, person);
  await page.getByRole('button', { name: 'Rename Firefox 128 on Linux' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('The attic');
  await expect(other.getByText(live)).toBeVisible();
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(other.getByRole('heading', { name: 'The attic' })).toBeVisible(soon);
});

test('a browser whose session is ended elsewhere is told so within a second, without touching it', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  const other = await anotherBrowser(browser, iphone);
  await signIn(other, person);
  await expect(other.getByText(live)).toBeVisible();
  await page.getByRole('button', { name: new RegExp(`^Rename ${itself}`) }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Kitchen iPad');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Log out Safari 26 on iOS' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  const notice = other.getByRole('region', { name: 'You are logged out' });
  await expect(notice).toContainText(/This browser was logged out at .+, from “Kitchen iPad”\./, soon);
  await expect(notice).toBeFocused();
  await expect(notice).toHaveAccessibleDescription(/from “Kitchen iPad”\. Was that not you\?/);
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
});

test('a page that proves itself goes on being live with its new token', async ({ page, browser }) => {
  const person = await signUp(page);
  const first = await anotherBrowser(browser, firefox);
  await signIn(first, person);
  // The newer one may not end the older one without a proof, and the proof replaces its token.
  await first.getByRole('button', { name: new RegExp(`^Log out ${itself}`) }).click();
  await first.getByRole('alertdialog').getByRole('button', { name: 'Log out', exact: true }).click();
  await prove(first, person);
  await expect(first.getByText('Only this device is signed in.')).toBeVisible();
  await expect(first.getByText(live)).toBeVisible();
  await signIn(await anotherBrowser(browser, iphone), person);
  await expect(first.getByRole('heading', { name: 'Safari 26 on iOS' })).toBeVisible(soon);
});

test('of two tabs of which one may be live, the other says so, asks now and then, and is live when the first is gone', async ({
  browser,
}) => {
  await using server = await startServer({ STREAMS_PER_USER: '1' });
  const context = await browser.newContext({ baseURL: server.origin });
  const first = await context.newPage();
  const person = await signUp(first);
  await expect(first.getByText(live)).toBeVisible();
  const second = await context.newPage();
  const refused = second.waitForResponse(/session\.watch/);
  await second.goto('/');
  expect((await refused).status()).toBe(429);
  await expect(second.getByText('Reconnecting…')).toBeVisible();
  await expect(second.getByText(/^Last checked/)).toBeVisible();
  // It has the list all the same, and what happens shows, only later.
  await expect(second.getByText('Only this device is signed in.')).toBeVisible();
  await program(first, person, 'Nightly backup');
  await expect(first.getByRole('heading', { name: 'Nightly backup' })).toBeVisible(soon);
  await expect(second.getByRole('heading', { name: 'Nightly backup' })).toBeVisible({ timeout: 20_000 });
  await expect(second.getByText('Reconnecting…')).toBeVisible();
  await expect(first.getByText(live)).toBeVisible();
  await first.close();
  await expect(second.getByText(live)).toBeVisible({ timeout: 40_000 });
  await context.close();
});

test('a page that cannot hear the server says so, asks it now and then, and is live again by itself', async ({
  page,
  browser,
}) => {
  const person = await signUp(page);
  await page.route(/session\.watch/, (route) => route.abort());
  await page.reload();
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  // However far below it stands.
  await page.setViewportSize({ width: 360, height: 400 });
  await expect(page.getByText(/^Last checked/)).toBeInViewport();
  await signIn(await anotherBrowser(browser, firefox), person);
  await expect(page.getByRole('heading', { name: 'Firefox 128 on Linux' })).toBeVisible({ timeout: 20_000 });
  await page.unroute(/session\.watch/);
  await expect(page.getByText(live)).toBeVisible({ timeout: 20_000 });
});

test('a page that goes offline says so at once', async ({ page, context }) => {
  await signUp(page);
  await expect(page.getByText(live)).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('Reconnecting…')).toBeVisible(soon);
  await expect(page.getByText(live)).toBeHidden();
  await context.setOffline(false);
  await expect(page.getByText(live)).toBeVisible({ timeout: 20_000 });
});

test('a page whose server hangs with all connections open says so within seconds, and goes on when it does', async ({
  browser,
}) => {
  const data = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
  const server = await startServer({ DATA_DIR: data, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' }, builtServer);
  const page = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await page.clock.install();
  await signUp(page);
  await expect(page.getByText(live)).toBeVisible();
  server.freeze(true);
  try {
    // As long as a stream may be silent, by the page's own clock.
    await page.clock.fastForward(7_000);
    await expect(page.getByText('Reconnecting…')).toBeVisible(soon);
    await expect(page.getByText(live)).toBeHidden();
  } finally {
    server.freeze(false);
  }
  await expect(page.getByText(live)).toBeVisible({ timeout: 12_000 });
  await page.context().close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

test('an open dialog stays over everything when its row moves', async ({ page }) => {
  const person = await signUp(page);
  const token = await program(page, person, 'Nightly backup');
  await program(page, person, 'Weekly report');
  // By its clock nothing is in use any more, so that a use moves a row. No answer tells it what the time is.
  await page.clock.install({ time: Date.now() + 10 * 60_000 });
  await page.route(/\/api\/trpc\/(?!session\.watch)/, async (route) => {
    const response = await route.fetch();
    const { date: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.reload();
  await expect(page.getByText(live)).toBeVisible();
  const names = page.getByRole('region', { name: 'Other devices' }).locator('h3');
  await expect(names).toHaveText(['Weekly report', 'Nightly backup']);
  await page.getByRole('button', { name: 'Rename Weekly report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('The attic');
  expect(await isAlive(page, token)).toBe(true);
  await expect(names).toHaveText(['Nightly backup', 'Weekly report']);
  expect(await dialog.evaluate((shown) => shown.matches(':modal'))).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The attic' })).toBeVisible();
});
