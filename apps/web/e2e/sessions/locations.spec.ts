import { type Browser, type BrowserContextOptions, type Page, expect } from '@playwright/test';
import { colorFindings, findings } from '../support/axe.ts';
import { openDetails, otherRows } from '../support/devices.ts';
import { test } from '../support/fixtures.ts';
import { gate } from '../support/gate.ts';
import { type Person, confirmAll, firefox, program, signIn, signUp } from '../support/person.ts';
import { startServer } from '../support/server-process.ts';
import { expectUniqueNames } from '../support/unique-names.ts';

// One server for all tests, which trusts a proxy, so that requests can come from any country.
test.describe.configure({ mode: 'default' });
let server: Awaited<ReturnType<typeof startServer>>;
test.beforeAll(async () => {
  // The server creates its database first.
  test.setTimeout(120_000);
  server = await startServer({ TRUST_PROXY: '1' });
});
test.afterAll(() => server.stop());

const germany = '194.25.0.60';
const japan = '202.232.2.164';
const brazil = '200.160.2.3';
const singapore = '165.21.100.88';
const home = '192.168.1.7';

/** Opens a page whose requests come from an IP address. */
async function pageFrom(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const extraHTTPHeaders = { 'x-forwarded-for': address };
  const context = await browser.newContext({ ...options, baseURL: server.origin, extraHTTPHeaders });
  return context.newPage();
}

async function programFrom(browser: Browser, address: string, person: Person, name: string): Promise<void> {
  const page = await pageFrom(browser, address);
  await program(page, person, name);
  await page.context().close();
}

const places = (page: Page) => page.getByRole('region', { name: 'Where your devices are' });

/** Scrolls to the place of the map, which is loaded there. */
const showMap = (page: Page) => places(page).locator('.world').scrollIntoViewIfNeeded();

test('locations: countries of new sessions appear on the map and in the list, as approximate', async ({ browser }) => {
  const page = await pageFrom(browser, germany);
  const person = await signUp(page);
  await expect(places(page).getByRole('listitem')).toHaveText(['Germany: 1 deviceThis device']);
  for (const [address, name] of [
    [japan, 'Backup in Tokyo'],
    [japan, 'Another one'],
    [singapore, 'Small country'],
    [home, 'Under the desk'],
    ['203.0.113.7', 'Nobody knows'],
  ] as const) {
    await programFrom(browser, address, person, name);
  }
  await expect(places(page).getByRole('listitem')).toHaveText([
    'Japan: 2 devices',
    'Germany: 1 deviceThis device',
    'Singapore: 1 device',
    'In your local network: 1 device',
    'Country unknown: 1 device',
  ]);
  await showMap(page);
  await expect(places(page).locator('.country')).toHaveCount(3);
  await expect(places(page).locator('.country[data-here] title')).toHaveText('Germany: 1 device');
  // Singapore is too small for an outline.
  await expect(places(page).locator('.country circle')).toHaveCount(1);
  await expect(places(page)).toContainText('nro.net, CC BY 4.0');

  const row = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
  await openDetails(page, 'Backup in Tokyo');
  await expect(row('Backup in Tokyo')).toContainText(`from ${japan}`);
  await expect(row('Backup in Tokyo')).toContainText('probably Japan');
  await expect(row('Under the desk')).toContainText('Your local network');
  await expect(row('Nobody knows')).toContainText('Country unknown');

  await page.getByRole('link', { name: 'Open history' }).click();
  const today = page.getByRole('region', { name: 'today' });
  await expect(today.getByText('probably Singapore')).toBeVisible();
  await expect(page.getByText('nro.net, CC BY 4.0')).toBeVisible();
});

test('locations: a map that loads late shifts nothing, and one that fails leaves the list', async ({ browser }) => {
  const page = await pageFrom(browser, germany);
  const map = gate();
  await page.route(/world-map/, async (route) => {
    await map.isOpen;
    await route.continue();
  });
  await signUp(page);
  const drawn = places(page).locator('svg');
  await showMap(page);
  const top = async () => (await page.getByRole('heading', { name: 'Account' }).boundingBox())?.y;
  const before = await top();
  await expect(drawn).toBeHidden();
  map.open();
  await expect(drawn).toBeVisible();
  expect(await top()).toBe(before);

  await page.unroute(/world-map/);
  await page.route(/world-map/, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('world-map'));
  await page.reload();
  // The page loads itself again, once, where a part of it does not load.
  await expect(() => showMap(page)).toPass();
  await failed;
  await expect(places(page).getByText('Germany: 1 device')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
});

test('locations: the map is loaded when it comes into view, and not before', async ({ browser }) => {
  const page = await pageFrom(browser, germany, { viewport: { width: 360, height: 400 } });
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await signUp(page);
  await expect(places(page).getByText('Germany: 1 device')).toBeVisible();
  // The browser was idle.
  await expect.poll(() => loaded.filter((url) => url.includes('session-details'))).not.toEqual([]);
  expect(loaded.filter((url) => url.includes('world-map'))).toEqual([]);
  await showMap(page);
  await expect(places(page).locator('.country')).toHaveCount(1);
});

test('locations: without a country there is no map and no request for it', async ({ browser }) => {
  const page = await pageFrom(browser, home);
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await signUp(page);
  await expect(page.getByText('Your local network')).toBeVisible();
  await expect(places(page)).toBeHidden();
  expect(loaded.filter((url) => url.includes('world-map'))).toEqual([]);
});

test('groups: browsers with one user agent share a row within a country only', async ({ browser }) => {
  const page = await pageFrom(browser, germany);
  const person = await signUp(page);
  for (let number = 1; number < 9; number += 1) await program(page, person, `Robot ${number}`);
  for (const address of [germany, brazil, germany]) {
    const other = await pageFrom(browser, address, { userAgent: firefox });
    await signIn(other, person);
    await other.context().close();
  }
  await confirmAll(page);
  const rows = otherRows(page);
  await expect(rows).toHaveCount(10);
  await expect(rows.filter({ hasText: '2 sessions' })).toContainText('Germany');
  const single = rows.filter({ hasText: 'Brazil' });
  await expect(single).toHaveCount(1);
  await expectUniqueNames(page);
  await single.getByRole('button', { name: /^Log out Firefox 128 on Linux/ }).click();
  await expect(single).toHaveCount(0);
  await page.getByRole('button', { name: /^Show all 2 sessions of Firefox 128 on Linux/ }).click();
  await expect(rows.filter({ has: page.getByRole('heading', { name: 'Firefox on Linux' }) })).toHaveCount(3);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`locations have no axe violations in the ${colorScheme} theme, and fit a small phone`, async ({ browser }) => {
    const viewport = { width: 360, height: 740 };
    const page = await pageFrom(browser, germany, { colorScheme, viewport, reducedMotion: 'reduce' });
    const person = await signUp(page);
    await programFrom(browser, brazil, person, 'In Brazil');
    await showMap(page);
    await expect(places(page).locator('.country')).toHaveCount(2);
    expect(await (colorScheme === 'light' ? findings : colorFindings)(page)).toEqual([]);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.body.clientWidth);
    expect(await overflow()).toBe(0);
    // With text twice as large too.
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflow()).toBe(0);
  });
}
