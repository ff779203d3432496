import { type CDPSession, type Page, expect, test } from '@playwright/test';
import { expectNoShift, slowDown, watchShifts } from '../support/layout-shifts.ts';
import { openFilters } from '../support/devices.ts';
import { type Person, isAlive, newPerson, program, signIn } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';

declare global {
  interface Window {
    mostRows: number;
  }
}

const crowd = new URL('../servers/many-sessions-server.mjs', import.meta.url);

/** Waits until the rows at the new scroll position are rendered. */
const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** A row has some thirty elements: this many rows are rendered without a noticeable delay. Longer lists render no more. */
const fewRows = 60;

/** Counts the rendered rows after each change of the page. Returns a function that returns the highest count since its last call. */
async function countRows(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    window.mostRows = 0;
    new MutationObserver(() => {
      window.mostRows = Math.max(window.mostRows, document.querySelectorAll('li').length);
    }).observe(document.body, { childList: true, subtree: true });
  });
  return () =>
    page.evaluate(() => {
      const { mostRows } = window;
      window.mostRows = 0;
      return mostRows;
    });
}

/** Counts the bytes that answers of the API have over the wire, compressed as they are. */
function countApiBytes(devtools: CDPSession): () => number {
  const received = new Map<string, number>();
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes('/api/')) received.set(requestId, 0);
  });
  const note = (
    { requestId, encodedDataLength }: { requestId: string; encodedDataLength: number },
    isTotal: boolean,
  ) => {
    const before = received.get(requestId);
    if (before !== undefined) received.set(requestId, isTotal ? encodedDataLength : before + encodedDataLength);
  };
  devtools.on('Network.dataReceived', (event) => note(event, false));
  devtools.on('Network.loadingFinished', (event) => note(event, true));
  return () => [...received.values()].reduce((sum, length) => sum + length, 0);
}

test('session list: loads each of 1,000 sessions once on a slow phone, without a layout shift', async ({ browser }) => {
  test.setTimeout(180_000);
  const patient = { timeout: 60_000 };
  const person = newPerson();
  const settings = { SEED_EMAIL: person.email, SEED_PASSWORD: person.password, CROWD_SIZE: '999' };
  await using server = await startServer(settings, crowd);
  const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await signIn(page, person, patient);
  await page.goto('about:blank');
  await watchShifts(page);
  const devtools = await slowDown(page);
  const bytesSent = countApiBytes(devtools);
  const loaded: number[] = [];
  const take = (answer: string) => {
    for (const [, id] of answer.matchAll(/"id":(\d+),"deviceId"/g)) loaded.push(Number(id));
  };
  devtools.on('Network.eventSourceMessageReceived', ({ data }) => take(data));
  const pages: Promise<void>[] = [];
  page.on('response', (answer) => {
    // The body of a cancelled request cannot be read.
    if (/session\.(?:page|list)/.test(answer.url())) pages.push(answer.text().then(take, () => {}));
  });
  await page.goto('/sessions');
  await expect(page.getByText('999 other devices are signed in')).toBeVisible(patient);
  await expect(page.getByRole('searchbox')).toBeVisible();
  await expect(page.getByRole('listitem').nth(5)).toBeVisible();
  await expectNoShift(page);
  await Promise.all(pages);
  expect(new Set(loaded).size).toBe(1000);
  // The stream reports a session that is used meanwhile again, as it does the current one.
  expect(loaded.length).toBeLessThan(1005);
  expect(bytesSent()).toBeGreaterThan(10_000);
  expect(bytesSent()).toBeLessThanOrEqual(120_000);
  await context.close();
});

/** Types the password into the dialog that ends sessions, and presses its button. */
async function confirm(page: Page, { password }: Person, name: string) {
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name }).click();
}

test('session list: renders few rows of 10,000 sessions while scrolling and searching, and ends those of a filter', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const patient = { timeout: 60_000 };
  const person = newPerson();
  const settings = { SEED_EMAIL: person.email, SEED_PASSWORD: person.password, CROWD_SIZE: '9999' };
  await using server = await startServer(settings, crowd);
  const context = await browser.newContext({ baseURL: server.origin, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await signIn(page, person, patient);
  await expect(page.getByText('9,999 other devices are signed in')).toBeVisible(patient);
  const row = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
  await expect(row('Robot 2')).toHaveAttribute('aria-posinset', '3');
  await expect(row('Robot 2')).toHaveAttribute('aria-setsize', '10000');
  expect(await page.getByRole('listitem').count()).toBeLessThan(fewRows);
  const mostRows = await countRows(page);

  await page.getByRole('button', { name: 'Log out Robot 1', exact: true }).focus();
  await page.mouse.move(400, 400);
  for (let turns = 0; turns < 60; turns += 1) {
    await page.mouse.wheel(0, 800);
    await nextFrame(page);
  }
  for (let part = 1; part <= 10; part += 1) {
    await page.evaluate((share) => window.scrollTo(0, document.body.scrollHeight * share), part / 10);
    await nextFrame(page);
  }
  await expect(page.getByRole('heading', { name: 'Robot 9999' })).toBeVisible(patient);
  const rowsWhileScrolling = await mostRows();
  expect(rowsWhileScrolling).toBeGreaterThan(0);
  expect(rowsWhileScrolling).toBeLessThan(fewRows);
  // The row with the focus stays rendered at any scroll position.
  await expect(page.getByRole('button', { name: 'Log out Robot 1', exact: true })).toBeFocused();
  await page.evaluate(() => window.scrollTo(0, 0));

  await page.getByLabel('Search your sessions').pressSequentially('robot 7712', { delay: 40 });
  await expect(page.getByText('1 of 9,999 other devices are shown')).toBeVisible(patient);
  expect(await mostRows()).toBeLessThan(fewRows);
  await page.getByRole('button', { name: 'Show all again' }).click();
  await expect(page.getByText('9,999 other devices are signed in')).toBeVisible(patient);

  const old = 9_999 - 30 * 24 * 6 + 1;
  await openFilters(page);
  await page.getByLabel('Last use').selectOption({ label: `Unused for 30 days (${old.toLocaleString('en')})` });
  const shown = page.getByRole('button', { name: `Log out all ${old.toLocaleString('en')} shown` });
  await shown.click();
  await expect(page.getByRole('alertdialog').getByText('Robot 4320')).toBeVisible(patient);
  // The list and the preview of the dialog.
  expect(await mostRows()).toBeLessThan(2 * fewRows);
  const late = await program(page, person, 'Robot too late');
  await expect(page.getByText('“Robot too late” has just signed in')).toBeVisible(patient);
  await confirm(page, person, 'Log out 5,680 devices');
  // The new session took the place of the one that was unused for longest.
  await expect(page.getByText('5,679 devices are signed out')).toBeVisible(patient);
  await expect(page.getByText('“Robot 9999” was already signed out.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all again' }).click();
  await expect(page.getByText('4,320 other devices are signed in')).toBeVisible(patient);
  expect(await isAlive(page, late)).toBe(true);
  await context.close();
});
