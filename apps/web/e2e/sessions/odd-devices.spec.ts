import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, type Locator, type Page, expect, test } from '@playwright/test';
import { openDetails, otherRows } from '../support/devices.ts';
import { confirmAll, firefox, newPerson, program, signIn, signUp } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';
import { expectUniqueNames } from '../support/unique-names.ts';

// One server for all tests: each opens a page of the same account.
test.describe.configure({ mode: 'default' });
const person = newPerson();
let server: Awaited<ReturnType<typeof startServer>>;
test.beforeAll(async () => {
  // The server creates its database first.
  test.setTimeout(120_000);
  const seed = new URL('../servers/odd-devices-server.mjs', import.meta.url);
  server = await startServer({ SEED_EMAIL: person.email, SEED_PASSWORD: person.password }, seed);
});
test.afterAll(() => server.stop());

const germany = '194.25.0.60';
const desktop = { width: 1280, height: 800 };
const telephone = { width: 390, height: 844 };

/** Signs the person in from Germany, in a browser of its own. */
async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const extraHTTPHeaders = { 'x-forwarded-for': germany };
  const context = await browser.newContext({
    baseURL: server.origin,
    extraHTTPHeaders,
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await signIn(page, person);
  await expect(otherRows(page).first()).toBeVisible();
  return page;
}

/** How many rows are completely inside the window. */
async function countInView(page: Page, rows: Locator): Promise<number> {
  const { height } = page.viewportSize() ?? { height: 0 };
  const boxes = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().toJSON()));
  return boxes.filter(({ top, bottom }) => top >= 0 && bottom <= height).length;
}

const heights = (rows: Locator) => rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));

/** The texts of elements that show only a part of them. */
const cutOff = (elements: Locator) =>
  elements.evaluateAll((all) =>
    all.flatMap(({ textContent, scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
      scrollWidth > clientWidth || scrollHeight > clientHeight ? [textContent] : [],
    ),
  );

const badges = (page: Page) => page.locator('.device-row[data-check] .badge');

/** Signs a page out, so that the next test finds the account as it was. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.context().close();
}

test('odd devices: come first with one badge each, and the others follow by their last use', async ({ browser }) => {
  const page = await openPage(browser);
  await expect(page.getByRole('status').filter({ hasText: '3 devices to check' })).toBeVisible();
  await expect(badges(page)).toHaveText(['New country', 'Only device in Brazil', 'Used once']);
  await expect(otherRows(page).getByRole('heading')).toHaveText([
    'Firefox on macOS',
    'Chrome on Windows',
    'Chrome on macOS',
    'Firefox on Linux',
    'Firefox on Windows',
    'Chrome on Linux or Android',
    'Chrome on Windows',
    'Firefox on Windows',
  ]);
  await openDetails(page, 'Firefox 148 on macOS');
  const first = otherRows(page).first();
  await expect(first).toContainText('It was last used from United States, a country that is new to your account.');
  await expect(first).toContainText('Signed in from Germany, last used from United States');
  await expect(first.getByRole('button', { expanded: true })).toHaveAccessibleDescription(/new to your account/);
  await expectUniqueNames(page);
  await leave(page);
});

test('odd devices: one whose alert is open comes before the others', async ({ browser }) => {
  const page = await openPage(browser);
  const stranger = await openPage(browser, { userAgent: firefox });
  await expect(badges(page).first()).toHaveText('New, not confirmed');
  await expect(otherRows(page).first()).toContainText('Firefox on Linux');
  await expect(page.getByRole('status').filter({ hasText: '4 devices to check' })).toBeVisible();
  await leave(stranger);
  await leave(page);
});

for (const [name, viewport, most, fewest] of [
  ['desktop', desktop, 76, 4],
  ['telephone', telephone, 92, 3],
] as const) {
  test(`list: shows ${fewest} other devices at once on a ${name}, in low rows`, async ({ browser }) => {
    const page = await openPage(browser, { viewport });
    expect(await countInView(page, otherRows(page))).toBeGreaterThanOrEqual(fewest);
    for (const height of await heights(otherRows(page))) expect(height).toBeLessThanOrEqual(most);
    await leave(page);
  });

  test(`list: shows two other devices at once below an open alert on a ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ baseURL: server.origin, viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const owner = await signUp(page);
    for (const robot of ['a', 'b', 'c', 'd']) await program(page, owner, `Robot ${robot}`);
    await confirmAll(page);
    const stranger = await (await browser.newContext({ baseURL: server.origin, userAgent: firefox })).newPage();
    await signIn(stranger, owner);
    await expect(page.getByRole('region', { name: 'Was this you?' })).toBeVisible();
    expect(await countInView(page, otherRows(page))).toBeGreaterThanOrEqual(2);
    await stranger.context().close();
    await context.close();
  });
}

test('second column: stays in view beside a list that scrolls, and follows the list on a narrow screen', async ({
  browser,
}) => {
  const page = await openPage(browser, { viewport: { width: 1280, height: 500 } });
  const help = page.getByRole('region', { name: 'Something wrong?' });
  await page.evaluate(() => window.scrollTo(0, 400));
  await expect(help.getByRole('button', { name: 'Log out all others' })).toBeInViewport();
  await page.setViewportSize(telephone);
  const parts = page.locator('.device-row, section[aria-labelledby=wrong], section[aria-labelledby=locations]');
  // The list, what to do, and the map, one below the other.
  await expect
    .poll(() =>
      parts.evaluateAll((all) => {
        const tops = all.map((part) => part.getBoundingClientRect().top);
        return tops.every((top, index) => index === 0 || top > (tops[index - 1] ?? 0));
      }),
    )
    .toBe(true);
  await leave(page);
});

test('recent events: say completely what happened, in a language with long sentences', async ({ browser }) => {
  const page = await openPage(browser);
  const stranger = await openPage(browser, { userAgent: firefox });
  await leave(stranger);
  await page.getByRole('contentinfo').getByRole('combobox').selectOption('de');
  const events = page.getByRole('region', { name: 'Zuletzt geschehen' }).locator('.event-text');
  await expect(events.first()).toContainText('abgemeldet');
  expect(await cutOff(events)).toEqual([]);
  await page.getByRole('contentinfo').getByRole('combobox').selectOption('en');
  await leave(page);
});

test('print: shows the country of each device completely', async ({ browser }) => {
  const page = await openPage(browser, { viewport: { width: 720, height: 800 } });
  await page.emulateMedia({ media: 'print' });
  expect(await cutOff(page.locator('.summary > :first-child'))).toEqual([]);
  await page.emulateMedia({ media: null });
  await leave(page);
});

test('telephone: a row shows that it opens, and a toast without an action has its button beside the text', async ({
  browser,
}) => {
  const page = await openPage(browser, { viewport: telephone });
  await expect(otherRows(page).first().locator('.row-toggle > svg')).toBeVisible();
  const stranger = await openPage(browser, { userAgent: firefox });
  const toast = page.locator('.toast').filter({ hasText: 'has just signed in' });
  const dismiss = await toast.getByRole('button').boundingBox();
  const text = await toast.getByText('has just signed in').boundingBox();
  expect(dismiss?.y).toBeLessThan((text?.y ?? 0) + (text?.height ?? 0));
  await leave(stranger);
  await leave(page);
});

test('details: open by keyboard and by a click anywhere on the row', async ({ browser }) => {
  const page = await openPage(browser);
  const row = otherRows(page).nth(1);
  const button = row.getByRole('button', { name: /^Details of Chrome 148 on Windows/ });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(row).toContainText('from 200.160.2.3');
  await page.keyboard.press('Space');
  await expect(button).toHaveAttribute('aria-expanded', 'false');
  await expect(row).not.toContainText('from 200.160.2.3');
  const box = await row.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 200, (box?.y ?? 0) + 20);
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await leave(page);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en', 'ar'] as const) {
    test(`list and details have contrasts of 7:1 and no axe violations: ${locale}, ${colorScheme}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({
        baseURL: server.origin,
        extraHTTPHeaders: { 'x-forwarded-for': germany },
        reducedMotion: 'reduce',
        colorScheme,
        locale,
        viewport: desktop,
      });
      const page = await context.newPage();
      await page.goto('/signin');
      await page.locator('input[type=email]').fill(person.email);
      await page.locator('input[type=password]').fill(person.password);
      await page.keyboard.press('Enter');
      await page.locator('.device-row[data-check] .row-toggle').first().click();
      await expect(page.locator('.details')).toBeVisible();
      await expect(page.locator('.event').first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      await page.getByRole('banner').getByRole('button').click();
      await expect(page.locator('input[type=email]')).toBeVisible();
      await context.close();
    });
  }
}

test('zoom: at 400 per cent and with letters twice as large nothing overflows', async ({ browser }) => {
  const page = await openPage(browser, { viewport: { width: 320, height: 256 } });
  await openDetails(page, 'Firefox 148 on macOS');
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.body.clientWidth);
  expect(await overflow()).toBe(0);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await expect(page.locator('.brand')).toHaveCSS('font-size', '36px');
  expect(await overflow()).toBe(0);
  await leave(page);
});
