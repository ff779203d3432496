import { rm } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { openDetails, otherRows } from '../support/devices.ts';
import { newDataDir } from '../servers/temporary-database.mjs';
import { beforeNextPoll, test } from '../support/fixtures.ts';
import { firefox, iphone, isAlive, itself, logOutProgram, program, signUp } from '../support/person.ts';
import { builtServer, startServer } from '../support/server-process.ts';

const live = 'Live. Changes show as they happen';

test('live list: a new sign-in appears on an open page without a poll, with a toast', async ({ page, signInOn }) => {
  await expect(page.getByText(live)).toBeVisible();
  await signInOn(firefox);
  await expect(page.getByRole('heading', { name: 'Firefox on Linux' })).toBeVisible(beforeNextPoll);
  await expect(page.getByRole('region', { name: 'Was this you?' }).getByText('Firefox 128 on Linux')).toBeVisible(
    beforeNextPoll,
  );
});

test('live list: a toast disappears under a resting pointer, and stays under one that moves', async ({
  page,
  person,
}) => {
  await program(page, person, 'Nightly backup');
  await program(page, person, 'Weekly report');
  await page.clock.install();
  await page.reload();
  await expect(page.getByText(live)).toBeVisible();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const place = [width / 2, height - 40] as const;
  const toast = page.locator('.toast').filter({ hasText: 'is signed out' });
  const logOut = (name: string) => page.getByRole('button', { name: `Log out ${name}` }).press('Enter');
  await page.mouse.move(...place);
  await logOut('Nightly backup');
  await expect(toast).toBeVisible();
  await page.clock.fastForward(20_000);
  await expect(toast).toBeHidden();
  await logOut('Weekly report');
  await expect(toast).toBeVisible();
  expect(await toast.evaluate((shown) => shown.matches(':hover'))).toBe(true);
  await page.mouse.move(place[0] + 1, place[1]);
  await page.clock.fastForward(60_000);
  await expect(toast).toBeVisible();
  await page.mouse.move(place[0], 0);
  await page.clock.fastForward(20_000);
  await expect(toast).toBeHidden();
});

test('live list: a new label appears on the other device without a poll', async ({ page, signInOn }) => {
  const other = await signInOn(firefox);
  await openDetails(page, 'Firefox 128 on Linux');
  await page.getByRole('button', { name: 'Rename Firefox 128 on Linux' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('The attic');
  await expect(other.getByText(live)).toBeVisible();
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(other.getByRole('heading', { name: 'The attic' })).toBeVisible(beforeNextPoll);
});

test('live list: a browser whose session was ended shows the reason without a poll', async ({ page, signInOn }) => {
  const other = await signInOn(iphone);
  await expect(other.getByText(live)).toBeVisible();
  await openDetails(page, new RegExp(`^Details of ${itself}`));
  await page.getByRole('button', { name: new RegExp(`^Rename ${itself}`) }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Kitchen iPad');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Log out Safari 26 on iOS' }).click();
  const notice = other.getByRole('region', { name: 'You are signed out' });
  await expect(notice).toContainText(/This browser was signed out at .+, from “Kitchen iPad”\./, beforeNextPoll);
  await expect(notice).toBeFocused();
  await expect(notice).toHaveAccessibleDescription(/from “Kitchen iPad”\. Was that not you\?/);
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
});

test('live list: stays live with the new token after a step-up', async ({ person, signInOn }) => {
  const first = await signInOn(firefox);
  // The newer session needs a step-up to end the older one, and the step-up replaces its token.
  await first.getByRole('button', { name: new RegExp(`^Log out ${itself}`) }).click();
  await first.getByRole('alertdialog').getByLabel('Password', { exact: true }).fill(person.password);
  await first.keyboard.press('Enter');
  await expect(first.getByText('Only this device is signed in.')).toBeVisible();
  await expect(first.getByText(live)).toBeVisible();
  await signInOn(iphone);
  await expect(first.getByRole('heading', { name: 'Safari on iOS' })).toBeVisible(beforeNextPoll);
});

test('live list: a tab beyond the limit of streams polls, and is live when the first tab closes', async ({
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
  // It has the list and receives changes later, by polling.
  await expect(second.getByText('Only this device is signed in.')).toBeVisible();
  await program(first, person, 'Nightly backup');
  await expect(first.getByRole('heading', { name: 'Nightly backup' })).toBeVisible(beforeNextPoll);
  await expect(second.getByRole('heading', { name: 'Nightly backup' })).toBeVisible({ timeout: 20_000 });
  await expect(second.getByText('Reconnecting…')).toBeVisible();
  await expect(first.getByText(live)).toBeVisible();
  await first.close();
  await expect(second.getByText(live)).toBeVisible({ timeout: 40_000 });
  await context.close();
});

test('live list: a page without a stream shows it, polls, and reconnects by itself', async ({ page, signInOn }) => {
  await page.route(/session\.watch/, (route) => route.abort());
  await page.reload();
  await expect(page.getByText('Reconnecting…')).toBeVisible();
  // In view however far below the status is.
  await page.setViewportSize({ width: 360, height: 400 });
  await expect(page.getByText(/^Last checked/)).toBeInViewport();
  await signInOn(firefox);
  await expect(page.getByRole('heading', { name: 'Firefox on Linux' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Was this you?' })).toBeVisible(beforeNextPoll);
  await page.unroute(/session\.watch/);
  await expect(page.getByText(live)).toBeVisible({ timeout: 20_000 });
});

test('live list: an offline page shows it before a stream times out', async ({ page, context }) => {
  await signUp(page);
  await expect(page.getByText(live)).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('Reconnecting…')).toBeVisible(beforeNextPoll);
  await expect(page.getByText(live)).toBeHidden();
  await context.setOffline(false);
  await expect(page.getByText(live)).toBeVisible({ timeout: 20_000 });
});

test('live list: a page whose server hangs shows it after the silence, and recovers', async ({ browser }) => {
  const data = await newDataDir();
  const server = await startServer({ DATA_DIR: data, RATE_LIMITS: 'off', LOG_LEVEL: 'warn' }, builtServer);
  const page = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await page.clock.install();
  await signUp(page);
  await expect(page.getByText(live)).toBeVisible();
  server.freeze(true);
  try {
    // The silence after which a stream counts as dead, by the page's clock.
    await page.clock.fastForward(7_000);
    await expect(page.getByText('Reconnecting…')).toBeVisible(beforeNextPoll);
    await expect(page.getByText(live)).toBeHidden();
  } finally {
    server.freeze(false);
  }
  await expect(page.getByText(live)).toBeVisible({ timeout: 12_000 });
  await page.context().close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

test('live list: an end elsewhere moves no focus onto a button that ends a session, and an end here does', async ({
  page,
  person,
}) => {
  const names = ['Nightly backup', 'Weekly report', 'Mail fetcher', 'Photo upload'] as const;
  const tokens: string[] = [];
  for (const name of names) tokens.push(await program(page, person, name));
  await page.reload();
  await expect(page.getByText(live)).toBeVisible();
  const logOut = (name: string) => page.getByRole('button', { name: `Log out ${name}` });
  const endElsewhere = async (index: number) => {
    await logOutProgram(page, tokens[index] ?? '');
    await expect(logOut(names[index] ?? '')).toBeHidden(beforeNextPoll);
  };
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const scrollPosition = await page.evaluate(() => window.scrollY);
  expect(scrollPosition).toBeGreaterThan(0);
  await endElsewhere(3);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  await logOut('Mail fetcher').focus();
  await endElsewhere(2);
  await expect(page.getByRole('heading', { name: 'Your devices', exact: true })).toBeFocused();
  // As in Safari, a click focuses no button.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await logOut('Weekly report').dispatchEvent('click');
  await expect(logOut('Nightly backup')).toBeFocused();
});

test('live list: an open dialog stays modal when its row moves', async ({ page, person }) => {
  const token = await program(page, person, 'Nightly backup');
  await program(page, person, 'Weekly report');
  // No session is in use by the page's clock, so that a use moves a row. Answers without a date keep the clock wrong.
  await page.clock.install({ time: Date.now() + 10 * 60_000 });
  await page.route(/\/api\/trpc\/(?!session\.watch)/, async (route) => {
    const response = await route.fetch();
    const { date: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.reload();
  await expect(page.getByText(live)).toBeVisible();
  const names = otherRows(page).locator('h3');
  await expect(names).toHaveText(['Weekly report', 'Nightly backup']);
  await openDetails(page, 'Weekly report');
  await page.getByRole('button', { name: 'Rename Weekly report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('The attic');
  expect(await isAlive(page, token)).toBe(true);
  await expect(names).toHaveText(['Nightly backup', 'Weekly report']);
  expect(await dialog.evaluate((shown) => shown.matches(':modal'))).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The attic' })).toBeVisible();
});
