import { rmSync } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';
import { newDataDir } from '../servers/temporary-database.mjs';
import { beforeNextPoll } from '../support/fixtures.ts';
import { firefox, newPerson, signIn, signUp } from '../support/person.ts';
import { builtServer, startServer } from '../support/server-process.ts';

const basePath = '/account';

/** The paths of all requests of a page, and what its console reports as wrong. */
function observed(page: Page) {
  const [paths, errors]: [string[], string[]] = [[], []];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  return { paths, errors };
}

test('base path: the page signs in, lists, ends a session, changes its language and follows the link of a mail', async ({
  browser,
}) => {
  const DATA_DIR = await newDataDir();
  const settings = { BASE_PATH: `${basePath}/`, RATE_LIMITS: 'off', LOG_LEVEL: 'warn', DATA_DIR };
  const server = await startServer(settings, builtServer);
  expect(server.origin).toMatch(/^http:\/\/[^/]+\/account$/);
  const context = await browser.newContext({ baseURL: server.origin, locale: 'en-US' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const { paths, errors } = observed(page);

  // The start, whose script routes on to the form.
  await page.goto(basePath);
  await expect(page).toHaveURL(`${server.origin}/signin`);
  const person = await signUp(page, newPerson(), basePath);
  await expect(page).toHaveURL(`${server.origin}/sessions`);
  await expect(page.getByText('Live. Changes show as they happen')).toBeVisible();

  const stranger = await (await browser.newContext({ baseURL: server.origin, userAgent: firefox })).newPage();
  await signIn(stranger, person, {}, basePath);
  await expect(page.getByRole('region', { name: 'Was this you?' })).toBeVisible(beforeNextPoll);
  const link = await server.find(/http:\/\/[^/\s]+(\/account\/new-device#[\w-]+)/);
  await page.goto(link);
  await expect(page.getByRole('button', { name: /Yes, it was me/ })).toBeVisible();
  await page.getByRole('button', { name: /Yes, it was me/ }).click();
  await expect(page.getByRole('heading', { name: 'Thank you. It was you' })).toBeVisible();
  // The logo leads to the start of the base path.
  await page.getByRole('banner').getByRole('link').click();
  await expect(page).toHaveURL(`${server.origin}/sessions`);

  await page.getByRole('button', { name: 'Log out Firefox 128 on Linux' }).click();
  await expect(page.getByText('Only this device is signed in.')).toBeVisible();
  await stranger.reload();
  await expect(stranger).toHaveURL(`${server.origin}/signin`);

  // Files that load when they are needed: another screen, and the messages of another language.
  await page
    .getByRole('link', { name: /history/i })
    .first()
    .click();
  await expect(page).toHaveURL(`${server.origin}/history`);
  await page.getByRole('contentinfo').getByRole('combobox').selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect((await context.cookies()).find(({ name }) => name === 'latchkey-language')?.path).toBe(basePath);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('banner').getByRole('link')).toHaveAttribute('href', `${basePath}/`);

  expect(errors).toEqual([]);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => path !== basePath && !path.startsWith(`${basePath}/`))).toEqual([]);
  await server.stop();
  rmSync(DATA_DIR, { recursive: true });
});
