import { type Page, expect, test } from '@playwright/test';
import { expectNoShift, slowDown, watchShifts } from './layout-shifts.ts';
import { longestTask } from './longest-task.ts';
import { isAlive, newPerson, program, prove, signIn } from './person.ts';
import { startServer } from './server-process.ts';

const crowd = new URL('crowd.mjs', import.meta.url);

/** Until what was scrolled to is drawn. */
const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** In milliseconds: longer, and whoever scrolls feels it. */
const felt = 100;

test('a thousand sessions come to a slow telephone, each once, and nothing moves', async ({ browser }) => {
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
  const loaded: number[] = [];
  const take = (answer: string) => {
    for (const [, id] of answer.matchAll(/"id":(\d+),"deviceId"/g)) loaded.push(Number(id));
  };
  devtools.on('Network.eventSourceMessageReceived', ({ data }) => take(data));
  const pages: Promise<void>[] = [];
  page.on('response', (answer) => {
    // Nothing of a load that was given up is kept.
    if (/session\.(?:page|list)/.test(answer.url())) pages.push(answer.text().then(take, () => {}));
  });
  await page.goto('/sessions');
  await expect(page.getByText('999 other devices are signed in')).toBeVisible(patient);
  await expect(page.getByRole('searchbox')).toBeVisible();
  await expect(page.getByRole('listitem').nth(5)).toBeVisible();
  await expectNoShift(page);
  await Promise.all(pages);
  expect(new Set(loaded).size).toBe(1000);
  // A session that is used meanwhile is told of once more, and this one is.
  expect(loaded.length).toBeLessThan(1005);
  await context.close();
});

test('ten thousand sessions are all there, are scrolled and searched without a long task, and end by a condition', async ({
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
  await expect(row('Robot 2')).toHaveAttribute('aria-posinset', '2');
  await expect(row('Robot 2')).toHaveAttribute('aria-setsize', '9999');
  expect(await page.getByRole('listitem').count()).toBeLessThan(60);

  await page.getByRole('button', { name: 'Log out Robot 1', exact: true }).focus();
  const scrolling = await longestTask(browser, page, async () => {
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
  });
  expect(scrolling).toBeLessThan(felt);
  // What has the focus is drawn wherever one scrolls to.
  await expect(page.getByRole('button', { name: 'Log out Robot 1', exact: true })).toBeFocused();
  await page.evaluate(() => window.scrollTo(0, 0));

  const searching = await longestTask(browser, page, async () => {
    await page.getByLabel('Search your sessions').pressSequentially('robot 7712', { delay: 40 });
    await expect(page.getByText('1 of 9,999 other devices are shown')).toBeVisible(patient);
  });
  expect(searching).toBeLessThan(felt);
  await page.getByRole('button', { name: 'Show all again' }).click();
  await expect(page.getByText('9,999 other devices are signed in')).toBeVisible(patient);

  const old = 9_999 - 30 * 24 * 6 + 1;
  await page.getByLabel('Last use').selectOption({ label: `Unused for 30 days (${old.toLocaleString('en')})` });
  const shown = page.getByRole('button', { name: `Log out all ${old.toLocaleString('en')} shown` });
  const asking = await longestTask(browser, page, async () => {
    await shown.click();
    await expect(page.getByRole('alertdialog').getByText('Robot 4320')).toBeVisible(patient);
  });
  expect(asking).toBeLessThan(felt);
  const late = await program(page, person, 'Robot too late');
  await expect(page.getByText('“Robot too late” has just signed in')).toBeVisible(patient);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out 5,680 devices' }).click();
  await prove(page, person);
  // The one that came meanwhile took the place of the one that was unused for longest.
  await expect(page.getByText('5,679 devices are logged out')).toBeVisible(patient);
  await expect(page.getByText('“Robot 9999” was already logged out.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all again' }).click();
  await expect(page.getByText('4,320 other devices are signed in')).toBeVisible(patient);
  expect(await isAlive(page, late)).toBe(true);
  await context.close();
});
